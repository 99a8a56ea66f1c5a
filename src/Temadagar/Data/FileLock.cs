namespace Temadagar.Data;

/// <summary>A file that is held by one process at a time, for what must not be done twice at once.</summary>
internal static class FileLock
{
    // What another's hold gives: EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows. All else is a fault of the disk.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Holds a file that is for nothing else. Dispose it to let go; it is then gone.</summary>
    /// <exception cref="TimeoutException">Another has held it for that long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    /// <exception cref="IOException">The file cannot be made: a full or read-only disk.</exception>
    public static FileStream Take(string path, TimeSpan wait, CancellationToken cancellationToken = default) => Open(
        path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1, Options = FileOptions.DeleteOnClose }, wait, cancellationToken);

    /// <summary>Opens a file as the options share it, once whoever holds it has let go.</summary>
    /// <exception cref="TimeoutException">Another has held it for that long.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream Open(string path, FileStreamOptions options, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        for (var tries = (int)(wait / Pause); ; tries--)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (Held.Contains(exception.HResult))
            {
                if (tries == 0)
                {
                    throw new TimeoutException($"Another process holds {path}.", exception);
                }

                cancellationToken.WaitHandle.WaitOne(Pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
