using Temadagar.Data;

namespace Temadagar.Backups;

/// <summary>A backup that was made.</summary>
/// <param name="Deleted">How many older ones went for it.</param>
public sealed record MadeBackup(string Path, long Bytes, int Deleted);

/// <summary>Makes a backup while people register: of the database as it is at one moment, and after it of the keys without which it cannot be read.</summary>
public sealed class CreateBackup(Database database, BackupPlaces places, BackupFolder folder, TimeProvider clock)
{
    /// <param name="path">Where to; null: into the folder of backups, where the oldest beyond those that are kept goes.</param>
    /// <param name="passed">Told, once the database has been copied, how much of the work on the copy is done, 0 to 1.</param>
    /// <exception cref="BackupException">The database is damaged, or <paramref name="path"/> is there already.</exception>
    /// <exception cref="DatabaseUnavailableException">The database cannot be read.</exception>
    /// <exception cref="NotSupportedException">It is not SQLite.</exception>
    /// <exception cref="TimeoutException">Another backup has been under way for too long.</exception>
    /// <exception cref="IOException">The disk is full, or the like. Nothing is left of it.</exception>
    public async Task<MadeBackup> RunAsync(string passphrase, string? path, Action<double> passed, CancellationToken cancellationToken)
    {
        using var alone = folder.Alone(cancellationToken);
        return await MakeAsync(passphrase, path, passed, cancellationToken);
    }

    /// <summary>As <see cref="RunAsync"/>, unless there is one that was made since: by another process, it may be, while this one waited for it.</summary>
    public async Task<MadeBackup?> RunUnlessSinceAsync(DateTimeOffset since, string passphrase, CancellationToken cancellationToken)
    {
        if (folder.Newest() >= since)
        {
            return null;
        }

        using var alone = folder.Alone(cancellationToken);
        return folder.Newest() >= since ? null : await MakeAsync(passphrase, path: null, _ => { }, cancellationToken);
    }

    private async Task<MadeBackup> MakeAsync(string passphrase, string? path, Action<double> passed, CancellationToken cancellationToken)
    {
        var madeAt = clock.GetUtcNow();
        var target = path ?? folder.PathOf(madeAt);
        if (Path.Exists(target))
        {
            throw new BackupException($"{target} is there already.");
        }

        var unfinished = folder.Unfinished(target);
        var work = folder.MakeWorkFolder();
        try
        {
            var copy = Path.Combine(work, BackupArchive.DatabaseName);
            await database.CopyToAsync(copy, cancellationToken);
            if (SqliteFile.FaultOf(copy) is { } fault)
            {
                throw new BackupException($"The database is damaged, and was not backed up: {fault}");
            }

            using (var to = OwnerOnly.Create(unfinished))
            using (var data = new WatchedFile(copy, BackupArchive.TimesRead, passed, cancellationToken))
            {
                BackupArchive.Write(to, passphrase, madeAt, SqliteFile.MigrationsOf(copy), data, OtherFiles());
                to.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: false);
            return new MadeBackup(target, new FileInfo(target).Length, path is null ? folder.Rotate() : 0);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
            File.Delete(unfinished);
        }
    }

    // After the database: whatever it is sealed with is among them.
    private List<(string Name, byte[] Bytes)> OtherFiles()
    {
        var files = new[] { (BackupArchive.LinkKeyName, places.LinkKey), (BackupArchive.LedgerName, places.Ledger) }.Where(one => File.Exists(one.Item2));
        var keys = Directory.Exists(places.Keys) ? Directory.EnumerateFiles(places.Keys, "*.xml").Order(StringComparer.Ordinal).Select(key => (BackupArchive.KeyFolder + Path.GetFileName(key), key)) : [];
        return [.. files.Concat(keys).Select(one => (one.Item1, File.ReadAllBytes(one.Item2)))];
    }
}
