using System.Globalization;

namespace Temadagar.Erasure;

/// <summary>
/// Whose registrations were erased because the person asked for it, in a file outside the database: a database that is restored from a backup knows them once more, and this file
/// takes them out of it. It holds ids and times, and nothing else; a line is only ever added.
/// </summary>
/// <param name="path">Created when it is first written to.</param>
public sealed class ErasureLedger(string path)
{
    private readonly Lock writing = new();

    /// <summary>Notes one, and returns when it is on the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Add(Guid registrationId, DateTimeOffset at)
    {
        lock (writing)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            // A line that a power cut left half written ends here, and is none.
            var torn = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
            file.Seek(0, SeekOrigin.End);
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(torn ? "\n" : "")}{registrationId} {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n")));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>All that were ever noted. A line that says nothing is passed over.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    public IEnumerable<Guid> Read() => !File.Exists(path) ? [] : File.ReadLines(path)
        .Where(line => line.Length > 36 && line[36] == ' ')
        .Select(line => Guid.TryParseExact(line[..36], "D", out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty)
        .Distinct();
}
