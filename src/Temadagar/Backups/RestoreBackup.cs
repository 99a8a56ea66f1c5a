using Temadagar.Data;
using Temadagar.Erasure;

namespace Temadagar.Backups;

/// <summary>A backup that is in place.</summary>
/// <param name="Replaced">The folder with what it took the place of; null: there was nothing.</param>
public sealed record RestoredBackup(DateTimeOffset MadeAt, string? Replaced);

/// <summary>
/// Puts a backup in place, once it is found whole. What was there before is kept aside. Keys are added to those that are there, and the ledger of erasures is never put back: its lines are added to those that are there, so that
/// whoever was erased since goes again.
/// </summary>
public sealed class RestoreBackup(BackupFolder backups, BackupPlaces places, Migrations migrations, ErasureLedger ledger, TimeProvider clock)
{
    /// <param name="replace">Whether it may take the place of what is there.</param>
    /// <param name="passed">Told how much of it has been read, 0 to 1.</param>
    /// <exception cref="BackupException">It was not restored, and nothing has changed.</exception>
    /// <exception cref="DatabaseUnavailableException">Whether the database is in use cannot be told, or another process migrates it. Nothing has changed.</exception>
    /// <exception cref="IOException">The backup is not there or cannot be read, or the disk is full. The database is as it was; keys and the ledger may have more.</exception>
    /// <exception cref="TimeoutException">Another works on backups, and has for too long.</exception>
    public RestoredBackup Run(string path, string passphrase, bool replace, Action<double> passed, CancellationToken cancellationToken)
    {
        if (File.Exists(places.Database) && !replace)
        {
            throw new BackupException($"There is a database in {places.Database}. To put the backup in its place, say --replace.");
        }

        RefuseInUse();
        using var alone = backups.Alone(cancellationToken);
        var unpacked = backups.MakeWorkFolder();
        try
        {
            BackupManifest manifest;
            using (var file = new WatchedFile(path, 1, passed, cancellationToken))
            {
                manifest = BackupArchive.Read(file, passphrase, unpacked);
            }

            if (BackupArchive.FaultOf(unpacked) is { } fault)
            {
                throw new BackupException(fault);
            }

            if (manifest.Migrations.Except(migrations.For(MigrationDialect.Sqlite).Select(known => known.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                throw new BackupException($"It was made by a newer program ({manifest.Program}), which knows {unknown}. Install that one first.");
            }

            // Once more: to take it apart takes as long as someone may take to start the service. Who starts from here on waits where it would migrate.
            using var closed = Migrations.Alone(places.Database, cancellationToken);
            RefuseInUse();
            cancellationToken.ThrowIfCancellationRequested();
            return new RestoredBackup(manifest.MadeAt, Place(unpacked));
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private void RefuseInUse()
    {
        if (File.Exists(places.Database) && SqliteFile.IsInUse(places.Database))
        {
            throw new BackupException("The database is in use. Stop the service first.");
        }
    }

    // The database in one move: at no moment is there none, of which a start would make an empty one. Where a later step fails the one of before is put back.
    private string? Place(string unpacked)
    {
        AddKeys(Path.Combine(unpacked, BackupArchive.KeyFolder));
        AddErased(Path.Combine(unpacked, BackupArchive.LedgerName));
        var aside = Path.Combine(Path.GetDirectoryName(places.Database)!, $"before-restore-{clock.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var (linkKey, kept) = (Path.Combine(unpacked, BackupArchive.LinkKeyName), CopyAside(places.Database, aside));
        // Nothing is in them but of a damaged database. Beside another they would be read as its own.
        foreach (var ending in new[] { "-wal", "-journal", "-shm" })
        {
            CopyAside(places.Database + ending, aside);
            File.Delete(places.Database + ending);
        }

        File.Move(Path.Combine(unpacked, BackupArchive.DatabaseName), places.Database, overwrite: true);
        try
        {
            if (File.Exists(linkKey))
            {
                CopyAside(places.LinkKey, aside);
                OwnerOnly.MakeFolder(Path.GetDirectoryName(places.LinkKey)!);
                File.Move(linkKey, places.LinkKey, overwrite: true);
            }
        }
        catch (Exception) when (kept is not null)
        {
            File.Copy(kept, places.Database, overwrite: true);
            throw;
        }

        return Directory.Exists(aside) ? aside : null;
    }

    private static string? CopyAside(string file, string aside)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        OwnerOnly.MakeFolder(aside);
        var copy = Path.Combine(aside, Path.GetFileName(file));
        File.Copy(file, copy);
        using var kept = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        kept.Flush(flushToDisk: true);
        return copy;
    }

    private void AddKeys(string from)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        OwnerOnly.MakeFolder(places.Keys);
        foreach (var key in Directory.EnumerateFiles(from))
        {
            var to = Path.Combine(places.Keys, Path.GetFileName(key));
            if (!File.Exists(to))
            {
                File.Move(key, to);
            }
        }
    }

    private void AddErased(string from)
    {
        var now = clock.GetUtcNow();
        foreach (var id in new ErasureLedger(from).Read().Except(ledger.Read()))
        {
            ledger.Add(id, now);
        }
    }
}
