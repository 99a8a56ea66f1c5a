namespace Temadagar.Backups;

/// <summary>Encrypts what is written to it. It is whole once it is disposed of.</summary>
internal sealed class AgeWriter : Stream
{
    private readonly Stream to;
    private readonly AgeChunks chunks;
    private readonly byte[] plain = new byte[AgeChunks.Length];
    private readonly byte[] sealedBytes = new byte[AgeChunks.Length + AgeChunks.TagLength];
    private int filled;
    private bool ended;

    /// <param name="to">Stays the caller's.</param>
    public AgeWriter(Stream to, string passphrase)
    {
        this.to = to;
        chunks = AgeChunks.BeginWriting(to, AgeHeader.Write(to, passphrase));
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // Only once there is more: a full piece may be the last.
            if (filled == plain.Length)
            {
                Send(last: false);
            }

            var taken = Math.Min(buffer.Length, plain.Length - filled);
            buffer[..taken].CopyTo(plain.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !ended)
        {
            ended = true;
            Send(last: true);
            chunks.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Send(bool last)
    {
        chunks.Seal(plain.AsSpan(0, filled), sealedBytes, last);
        to.Write(sealedBytes.AsSpan(0, filled + AgeChunks.TagLength));
        filled = 0;
    }
}
