using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>The exact figures of a day: as they were frozen, else as they are now.</summary>
public sealed class CountDay(FiguresStore store, Municipalities municipalities, TimeProvider clock)
{
    private static readonly Participation[] Ways = Enum.GetValues<Participation>();

    /// <returns>Every value of each dimension, also those that nobody has, so that what is missing tells nothing. Of professions those that are not too few, then the rest.</returns>
    public async Task<(bool Frozen, IReadOnlyList<DayFigures> Figures)> RunAsync(Session session, ThemeDay day)
    {
        if (await store.FrozenAsync(session, day.Id) is { Count: > 0 } frozen)
        {
            return (true, frozen);
        }

        var live = await LiveAsync(session, day);
        // The people may have been erased while they were counted.
        return await store.FrozenAsync(session, day.Id) is { Count: > 0 } meanwhile ? (true, meanwhile) : (false, live);
    }

    /// <summary>As they are now, frozen or not.</summary>
    public async Task<IReadOnlyList<DayFigures>> LiveAsync(Session session, ThemeDay day)
    {
        var recorded = await store.RecordedAsync(session, day.Id);
        var held = day.StateAt(clock.GetUtcNow()) == ThemeDayState.Held;
        var sectors = await CountAsync(Dimension.Sector);
        return
        [
            Of(Dimension.Total, null, sectors),
            .. Ways.Select(way => Of(Dimension.Participation, Code.Of(way), sectors.Where(people => people.Participation == way), way)),
            .. Each(Dimension.Sector, Code.All<Sector>(), sectors),
            .. Each(Dimension.County, [.. municipalities.Counties.Keys, null], await CountAsync(Dimension.County)),
            .. OfProfessions(await CountAsync(Dimension.Profession)),
        ];

        Task<IReadOnlyList<PeopleCount>> CountAsync(Dimension dimension) => store.CountAsync(session, day.Id, dimension, day.Begins ?? DateTimeOffset.MaxValue);

        IEnumerable<DayFigures> Each(Dimension dimension, IEnumerable<string?> values, IReadOnlyList<PeopleCount> people)
        {
            var ofValue = people.ToLookup(one => one.Value);
            return values.Select(value => Of(dimension, value, ofValue[value]));
        }

        IEnumerable<DayFigures> OfProfessions(IReadOnlyList<PeopleCount> people)
        {
            // Those of whom it is not known, such as people with protected identity, have no row of their own: it would say that they are there.
            var professions = people.GroupBy(one => Profession.Key(one.Value!)).ToLookup(profession => profession.Key.Length > 0 && profession.Sum(one => one.Registered) >= Figures.Fewest);
            return [
                .. professions[true].Select(profession => Of(
                    Dimension.Profession, Profession.Name(profession.Select(one => (one.Value!, one.Registered))), profession)).OrderBy(profession => profession.Value, StringComparer.Ordinal),
                Of(Dimension.Profession, null, professions[false].SelectMany(profession => profession)),
            ];
        }

        // Who came is known of a way of taking part as a whole, or not at all: as long as the meeting's report has not been read, nobody online is absent.
        DayFigures Of(Dimension dimension, string? value, IEnumerable<PeopleCount> counts, Participation? only = null)
        {
            var people = counts.ToList();
            var known = recorded.Where(way => only is null || way == only).ToList();
            var seen = people.Where(one => known.Contains(one.Participation)).ToList();
            return new DayFigures(
                dimension, value, people.Sum(one => one.Registered), people.Sum(one => one.Cancelled), people.Sum(one => one.HadPlace),
                known.Count > 0 ? seen.Sum(one => one.Attended) : null,
                held && known.Count > 0 ? seen.Sum(one => one.Absent) : null);
        }
    }
}
