using Temadagar.Data;

namespace Temadagar.Backups;

/// <summary>What a backup holds that was found whole.</summary>
public sealed record VerifiedBackup(DateTimeOffset MadeAt, string Program, long ThemeDays, long Registrations);

/// <summary>Reads a backup to its end, and looks whether the database in it is whole.</summary>
public sealed class VerifyBackup(BackupFolder folder)
{
    /// <param name="passed">Told how much of it has been read, 0 to 1.</param>
    /// <exception cref="BackupException">It is not whole, or the passphrase is another.</exception>
    /// <exception cref="IOException">It is not there or cannot be read, or the disk is full.</exception>
    /// <exception cref="TimeoutException">Another works on backups, and has for too long.</exception>
    public VerifiedBackup Run(string path, string passphrase, Action<double> passed, CancellationToken cancellationToken)
    {
        using var alone = folder.Alone(cancellationToken);
        var unpacked = folder.MakeWorkFolder();
        try
        {
            using var file = new WatchedFile(path, 1, passed, cancellationToken);
            var manifest = BackupArchive.Read(file, passphrase, unpacked);
            var database = Path.Combine(unpacked, BackupArchive.DatabaseName);
            return BackupArchive.FaultOf(unpacked) is { } fault
                ? throw new BackupException(fault)
                : new VerifiedBackup(manifest.MadeAt, manifest.Program, SqliteFile.Count(database, "ThemeDays"), SqliteFile.Count(database, "Registrations"));
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }
}
