using System.Globalization;
using Temadagar.Data;

namespace Temadagar.Erasure;

/// <summary>
/// Whose registrations were erased because the person asked for it, in a file outside the database: a database that is restored from a backup knows them once more, and this file
/// takes them out of it. It holds ids and times, and nothing else; a line is only ever added.
/// </summary>
/// <param name="path">Created when it is first written to.</param>
public sealed class ErasureLedger(string path)
{
    // Several instances, and the verb, may use the same file: who writes has it alone for some milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether an exception says that the ledger cannot be used.</summary>
    public static bool IsFault(Exception exception) => exception is IOException or UnauthorizedAccessException or TimeoutException;

    /// <summary>Notes one, and returns when it is on the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or is no file.</exception>
    /// <exception cref="TimeoutException">Another has held it for seconds.</exception>
    public void Add(Guid registrationId, DateTimeOffset at)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
        using var file = FileLock.Open(path, OwnerOnly.Options(FileMode.OpenOrCreate), Patience);
        // A line that a power cut left half written ends here, and is none.
        var torn = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.End);
        file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(torn ? "\n" : "")}{registrationId} {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n")));
        file.Flush(flushToDisk: true);
    }

    /// <summary>All that were ever noted. A line that says nothing is passed over.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is no file.</exception>
    /// <exception cref="TimeoutException">Another has held it for seconds.</exception>
    public IReadOnlySet<Guid> Read()
    {
        var noted = new HashSet<Guid>();
        try
        {
            using var lines = new StreamReader(FileLock.Open(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read }, Patience));
            while (lines.ReadLine() is { } line)
            {
                if (line.Length > 36 && line[36] == ' ' && Guid.TryParseExact(line[..36], "D", out var id))
                {
                    noted.Add(id);
                }
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nobody has been noted yet.
        }

        return noted;
    }
}
