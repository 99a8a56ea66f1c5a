namespace Temadagar.Backups;

/// <summary>A file that is read to its end by those who know nothing of tokens: each piece looks whether to stop, and says how far it has come.</summary>
/// <param name="times">How often it will be read.</param>
/// <param name="passed">Told how much of all that has been done, 0 to 1.</param>
internal sealed class WatchedFile(string path, int times, Action<double> passed, CancellationToken cancellationToken) : FileStream(path, FileMode.Open, FileAccess.Read)
{
    private long done;

    // The one that all reading of a FileStream that is derived from comes to, spans too.
    /// <exception cref="OperationCanceledException">To be stopped.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = base.Read(buffer, offset, count);
        done += read;
        passed(Math.Min(1, (double)done / Math.Max(1, times * Length)));
        return read;
    }
}
