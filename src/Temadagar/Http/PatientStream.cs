namespace Temadagar.Http;

/// <summary>
/// A stream for a writer that now and then writes synchronously, as a ZIP's parts do when they end, on its way to one that may not
/// (Kestrel's). What is written so is kept, a few hundred bytes, until the next asynchronous write or flush.
/// </summary>
internal sealed class PatientStream(Stream to) : Stream
{
    private readonly MemoryStream kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => kept.Write(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendKeptAsync(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendKeptAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        kept.Dispose();
        base.Dispose(disposing);
    }

    private async Task SendKeptAsync(CancellationToken cancellationToken)
    {
        if (kept.Length > 0)
        {
            await to.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), cancellationToken);
            kept.SetLength(0);
        }
    }
}
