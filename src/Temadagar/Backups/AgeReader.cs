using System.Security.Cryptography;

namespace Temadagar.Backups;

/// <summary>Decrypts what is read from it. Nothing comes out that was not sealed; that it ends where it was ended is known once it has been read to its end.</summary>
internal sealed class AgeReader : Stream
{
    private readonly Stream from;
    private readonly AgeChunks chunks;
    private readonly byte[] plain = new byte[AgeChunks.Length];

    // One byte more than a piece: whether there is any tells whether the piece is the last.
    private readonly byte[] sealedBytes = new byte[AgeChunks.Length + AgeChunks.TagLength + 1];
    private int ahead;
    private int length;
    private int position;
    private bool ended;

    /// <param name="from">Stays the caller's.</param>
    /// <exception cref="BackupException">It is no such file, or the passphrase is another.</exception>
    public AgeReader(Stream from, string passphrase)
    {
        this.from = from;
        chunks = AgeChunks.BeginReading(from, AgeHeader.Read(from, passphrase));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="BackupException">It has been changed, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (position == length && !ended)
        {
            Receive();
        }

        var given = Math.Min(buffer.Length, length - position);
        plain.AsSpan(position, given).CopyTo(buffer);
        position += given;
        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            chunks.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Receive()
    {
        var read = ahead + from.ReadAtLeast(sealedBytes.AsSpan(ahead), sealedBytes.Length - ahead, throwOnEndOfStream: false);
        ended = read < sealedBytes.Length;
        var piece = ended ? read : read - 1;
        if (piece < AgeChunks.TagLength)
        {
            throw new BackupException("It ends too early.");
        }

        try
        {
            (position, length) = (0, piece - AgeChunks.TagLength);
            chunks.Open(sealedBytes.AsSpan(0, piece), plain.AsSpan(0, length), last: ended);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new BackupException("It has been changed since it was made, or does not end where it did.");
        }

        (sealedBytes[0], ahead) = (sealedBytes[^1], ended ? 0 : 1);
    }
}
