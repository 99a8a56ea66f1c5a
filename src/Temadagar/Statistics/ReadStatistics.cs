using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>The statistics of the published days, all boards': they answer for the series together.</summary>
public sealed class ReadStatistics(Database database, ThemeDayStore days, CountDay counting, Municipalities municipalities, TimeProvider clock)
{
    /// <param name="from">The first date; null: from the beginning.</param>
    /// <param name="to">The last date; null: to the end.</param>
    public async Task<StatisticsView> RunAsync(DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var read = await database.OpenReadAsync(cancellationToken);
        var some = (await days.ListAsync(read)).Where(day => (from is null || day.Date >= from) && (to is null || day.Date <= to));
        var counted = new List<(ThemeDay Day, bool Frozen, IReadOnlyList<DayFigures> Figures)>();
        foreach (var day in some)
        {
            var (frozen, figures) = await counting.RunAsync(read, day);
            counted.Add((day, frozen, figures));
        }

        return new StatisticsView(
            from, to,
            FigureTables.Of([.. counted.Select(one => one.Figures)], municipalities),
            [.. counted.Select(one => new DayStatistics(
                one.Day.Slug, one.Day.Number, one.Day.Title, one.Day.City, one.Day.Date, one.Day.OrganizerName, one.Day.StateAt(now), one.Frozen,
                FigureTables.Of([one.Figures], municipalities)))]);
    }
}
