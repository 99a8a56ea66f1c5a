using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Temadagar.Data;

namespace Temadagar.Backups;

/// <summary>
/// The file of a backup: a tar archive (POSIX.1-2001, pax), compressed with gzip (RFC 1952), encrypted as age does. In want of Temadagar, <c>age -d FILE | tar xz</c> takes it apart. First in it is <c>manifest.json</c> with the sum of each file.
/// </summary>
internal static class BackupArchive
{
    public const string DatabaseName = "temadagar.db";
    public const string LinkKeyName = "link.key";
    public const string LedgerName = "erasures.txt";
    public const string KeyFolder = "keys/";

    /// <summary>How often the database is read to its end: for its sum, which comes first, and for itself.</summary>
    public const int TimesRead = 2;

    private const string ManifestName = "manifest.json";
    private const int LongestManifest = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="migrations">What the database has been brought up to.</param>
    /// <param name="database">A copy, which nobody writes to.</param>
    /// <param name="files">The others, small, as they were read once: they may be written to meanwhile.</param>
    public static void Write(Stream to, string passphrase, DateTimeOffset madeAt, IReadOnlyList<string> migrations, Stream database, IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        var manifest = new BackupManifest(madeAt, Version, migrations, [Described(DatabaseName, database), .. files.Select(file => Described(file.Name, new MemoryStream(file.Bytes)))]);
        database.Position = 0;
        using var encrypted = new AgeWriter(to, passphrase);
        using var compressed = new GZipStream(encrypted, CompressionLevel.Fastest, leaveOpen: true);
        using var archive = new TarWriter(compressed, TarEntryFormat.Pax, leaveOpen: true);
        Add(archive, ManifestName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, Json)), madeAt);
        Add(archive, DatabaseName, database, madeAt);
        foreach (var (name, bytes) in files)
        {
            Add(archive, name, new MemoryStream(bytes), madeAt);
        }
    }

    /// <summary>Takes a backup apart into an empty folder, and finds each file in it as it was.</summary>
    /// <exception cref="BackupException">It is none, the passphrase is another, or it is not as it was made.</exception>
    public static BackupManifest Read(Stream from, string passphrase, string folder)
    {
        try
        {
            using var plain = new AgeReader(from, passphrase);
            using var compressed = new GZipStream(plain, CompressionMode.Decompress, leaveOpen: true);
            using var archive = new TarReader(compressed, leaveOpen: true);
            var manifest = ReadManifest(archive);
            foreach (var file in manifest.Files)
            {
                if (archive.GetNextEntry() is not { EntryType: TarEntryType.RegularFile } entry || entry.Name != file.Name || !IsOurs(file.Name))
                {
                    throw new BackupException($"It lacks {file.Name}, which it says that it has.");
                }

                // An empty file has no stream.
                Take(entry.DataStream ?? Stream.Null, file, folder);
            }

            if (archive.GetNextEntry() is not null)
            {
                throw new BackupException("It has more in it than it says.");
            }

            // To its very end: only there it is known that nothing was cut off.
            compressed.CopyTo(Stream.Null);
            plain.CopyTo(Stream.Null);
            return manifest;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw new BackupException("It is damaged.", exception);
        }
    }

    /// <summary>What is wrong with what was taken apart; null: nothing.</summary>
    public static string? FaultOf(string folder)
    {
        var database = Path.Combine(folder, DatabaseName);
        return !File.Exists(database) ? "There is no database in it." : SqliteFile.FaultOf(database) is { } fault ? $"The database in it is damaged: {fault}" : null;
    }

    private static string Version => typeof(BackupArchive).Assembly.GetName().Version!.ToString(3);

    // Whatever a file from elsewhere says, it is written nowhere but into its folder.
    private static bool IsOurs(string name) => name is DatabaseName or LinkKeyName or LedgerName || (name.StartsWith(KeyFolder, StringComparison.Ordinal) && Path.GetFileName(name) == name[KeyFolder.Length..] && !name.EndsWith('.'));

    private static void Add(TarWriter archive, string name, Stream data, DateTimeOffset at) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = at, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite });

    private static BackupFile Described(string name, Stream data) => new(name, data.Length, Convert.ToHexStringLower(SHA256.HashData(data)));

    private static BackupManifest ReadManifest(TarReader archive) =>
        archive.GetNextEntry() is { Name: ManifestName, Length: > 0 and <= LongestManifest, DataStream: { } data } && JsonSerializer.Deserialize<BackupManifest>(data, Json) is { Files: not null, Migrations: not null } manifest
            ? manifest
            : throw new BackupException("It does not begin with what it says of itself.");

    private static void Take(Stream data, BackupFile file, string folder)
    {
        var path = Path.Combine(folder, file.Name);
        OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
        using var to = OwnerOnly.Create(path);
        data.CopyTo(to);
        to.Flush(flushToDisk: true);
        to.Position = 0;
        if (Described(file.Name, to) != file)
        {
            throw new BackupException($"{file.Name} is not as it was when the backup was made.");
        }
    }
}
