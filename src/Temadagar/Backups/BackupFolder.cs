using System.Globalization;
using Temadagar.Data;
using Temadagar.Settings;

namespace Temadagar.Backups;

/// <summary>The folder of backups. The name of each says when it was made, so nothing else has to be kept of them.</summary>
public sealed class BackupFolder(BackupSettings settings, BackupPlaces places, TimeProvider clock)
{
    private const string Beginning = "temadagar-";
    private const string Ending = ".tar.gz.age";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string UnfinishedBeginning = ".unfinished-";
    private const string WorkBeginning = ".backup-work-";

    // As long as a large database takes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string PathOf(DateTimeOffset madeAt) => Path.Combine(settings.Directory, Beginning + madeAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + Ending);

    /// <summary>When the newest was made; null: there is none.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public DateTimeOffset? Newest() => All().Select(one => (DateTimeOffset?)one.MadeAt).FirstOrDefault();

    /// <summary>Deletes the oldest beyond those that are kept. What has another name is not ours to delete.</summary>
    /// <returns>How many.</returns>
    public int Rotate()
    {
        var old = All().Skip(settings.Keep).ToList();
        old.ForEach(one => File.Delete(one.Path));
        return old.Count;
    }

    /// <summary>How many are from the time to come, of a clock that was wrong: they are none, and nobody else deletes them.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public int Ahead() => Named().Count(one => one.MadeAt > clock.GetUtcNow());

    /// <summary>For one at a time that works on this database's backups; without the work folders that a power cut has left.</summary>
    /// <exception cref="TimeoutException">Another has been at it for ten minutes.</exception>
    internal FileStream Alone(CancellationToken cancellationToken)
    {
        OwnerOnly.MakeFolder(Beside);
        // Where the work folders are, whatever folder the settings of this process name.
        var alone = FileLock.Take(Path.Combine(Beside, ".backup-lock"), Patience, cancellationToken);
        try
        {
            foreach (var left in Directory.EnumerateDirectories(Beside, WorkBeginning + "*"))
            {
                Directory.Delete(left, recursive: true);
            }

            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>A new folder for what is not encrypted: beside the database, since the folder of backups is copied elsewhere.</summary>
    internal string MakeWorkFolder()
    {
        var work = Path.Combine(Beside, WorkBeginning + Guid.NewGuid().ToString("N"));
        OwnerOnly.MakeFolder(work);
        return work;
    }

    /// <summary>What a backup is called until it is whole: on the disk where it is to be, so that it gets its name in one move. What was never finished goes.</summary>
    internal string Unfinished(string target)
    {
        OwnerOnly.MakeFolder(settings.Directory);
        foreach (var left in Directory.EnumerateFiles(settings.Directory, UnfinishedBeginning + "*"))
        {
            File.Delete(left);
        }

        // In a folder of others only what would have become this very file.
        var unfinished = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(target))!, UnfinishedBeginning + Path.GetFileName(target));
        File.Delete(unfinished);
        return unfinished;
    }

    private string Beside => Path.GetDirectoryName(places.Database)!;

    // The newest first.
    private IEnumerable<(string Path, DateTimeOffset MadeAt)> All() => Named().Where(one => one.MadeAt <= clock.GetUtcNow()).OrderByDescending(one => one.MadeAt);

    private IEnumerable<(string Path, DateTimeOffset MadeAt)> Named() => !Directory.Exists(settings.Directory) ? [] :
        Directory.EnumerateFiles(settings.Directory, Beginning + "*" + Ending)
            .Select(path => (path, MadeAt: DateTimeOffset.TryParseExact(
                Path.GetFileName(path)[Beginning.Length..^Ending.Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default))
            .Where(one => one.MadeAt != default);
}
