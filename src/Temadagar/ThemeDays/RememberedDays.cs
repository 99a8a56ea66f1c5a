using System.Collections.Concurrent;
using Temadagar.Data;

namespace Temadagar.ThemeDays;

/// <summary>A published day, and the ways of taking part in it.</summary>
public sealed record RememberedDay(ThemeDay Day, IReadOnlySet<Participation> Participations);

/// <summary>
/// The published days, each remembered for a second, so that a registration mostly reads nothing before its write. It may be
/// out of date: the write asks for the version it was decided from (<see cref="ThemeDayStore.ArriveAsync(Write, Guid, int)"/>), and whoever
/// would refuse from it looks again first.
/// </summary>
public sealed class RememberedDays(Database database, ThemeDayStore days, PlaceStore places, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    // Holds days that exist, so a few: an unknown slug is not remembered.
    private readonly ConcurrentDictionary<string, (RememberedDay Day, long ReadAt)> known = new(StringComparer.Ordinal);

    /// <summary>After a write that changes what days are read with, and no day's version: the series, an organizer. Another instance goes on for its second.</summary>
    public void Forget() => known.Clear();

    public async ValueTask<RememberedDay?> FindAsync(string slug, bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && known.TryGetValue(slug, out var found) && clock.GetElapsedTime(found.ReadAt) < Remembered)
        {
            return found.Day;
        }

        var readAt = clock.GetTimestamp();
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await days.FindBySlugAsync(read, slug) is not { } current)
        {
            known.TryRemove(slug, out _);
            return null;
        }

        var day = new RememberedDay(current, (await places.OfDayAsync(read, current.Id)).Select(place => place.Participation).ToHashSet());
        known[slug] = (day, readAt);
        return day;
    }
}
