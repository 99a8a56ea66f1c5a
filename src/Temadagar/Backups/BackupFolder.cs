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

    /// <summary>When the newest was made; null: there is none. One from the time to come, of a clock that was wrong, is none.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public DateTimeOffset? Newest() => All().Select(one => (DateTimeOffset?)one.MadeAt).FirstOrDefault(madeAt => madeAt <= clock.GetUtcNow());

    /// <summary>Deletes the oldest beyond those that are kept. What has another name is not ours to delete.</summary>
    /// <returns>How many.</returns>
    public int Rotate()
    {
        var old = All().Skip(settings.Keep).ToList();
        old.ForEach(one => File.Delete(one.Path));
        return old.Count;
    }

    /// <summary>For one at a time; without what a power cut has left unfinished.</summary>
    /// <exception cref="TimeoutException">Another backup has been made for ten minutes.</exception>
    internal FileStream Alone(CancellationToken cancellationToken)
    {
        OwnerOnly.MakeFolder(settings.Directory);
        var alone = FileLock.Take(Path.Combine(settings.Directory, ".making"), Patience, cancellationToken);
        foreach (var left in Directory.EnumerateFiles(settings.Directory, UnfinishedBeginning + "*"))
        {
            File.Delete(left);
        }

        foreach (var left in Directory.Exists(Beside) ? Directory.EnumerateDirectories(Beside, WorkBeginning + "*") : [])
        {
            Directory.Delete(left, recursive: true);
        }

        return alone;
    }

    /// <summary>A new folder for what is not encrypted: beside the database, since the folder of backups is copied elsewhere.</summary>
    internal string MakeWorkFolder()
    {
        var work = Path.Combine(Beside, WorkBeginning + Guid.NewGuid().ToString("N"));
        OwnerOnly.MakeFolder(work);
        return work;
    }

    internal string Unfinished() => Path.Combine(settings.Directory, UnfinishedBeginning + Guid.NewGuid().ToString("N"));

    private string Beside => Path.GetDirectoryName(places.Database)!;

    // The newest first.
    private IEnumerable<(string Path, DateTimeOffset MadeAt)> All()
    {
        if (!Directory.Exists(settings.Directory))
        {
            return [];
        }

        return Directory.EnumerateFiles(settings.Directory, Beginning + "*" + Ending)
            .Select(path => (path, MadeAt: DateTimeOffset.TryParseExact(
                Path.GetFileName(path)[Beginning.Length..^Ending.Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default))
            .Where(one => one.MadeAt != default)
            .OrderByDescending(one => one.MadeAt);
    }
}
