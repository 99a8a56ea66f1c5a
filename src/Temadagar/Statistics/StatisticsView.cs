using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>A fixed set of tables. Every figure is rounded to the nearest five by itself, so totals need not be the sum of their parts.</summary>
/// <param name="From">Only days from this date on; null: all, days without a date too.</param>
/// <param name="To">The last date.</param>
/// <param name="All">All these days together. Someone who registered for two counts twice.</param>
public sealed record StatisticsView(DateOnly? From, DateOnly? To, FigureTables All, IReadOnlyList<DayStatistics> Days);

/// <param name="ThemeDay">The slug.</param>
/// <param name="Organizer">The board's name.</param>
/// <param name="Frozen">Whether they were counted before its people were erased.</param>
public sealed record DayStatistics(string ThemeDay, int Number, string? Title, string? City, DateOnly? Date, string? Organizer, ThemeDayState State, bool Frozen, FigureTables Tables);

/// <param name="Sectors">Every sector, by its code.</param>
/// <param name="Professions">As people have written them, the most frequent first; those of fewer than three people at a day are in the last row, without a value.</param>
/// <param name="Counties">Every county, by its name; the last row, without a value: no municipality was told.</param>
/// <param name="Participation">Both ways of taking part, by code.</param>
public sealed record FigureTables(
    Figures Total, IReadOnlyList<FigureRow> Sectors, IReadOnlyList<FigureRow> Professions, IReadOnlyList<FigureRow> Counties, IReadOnlyList<FigureRow> Participation)
{
    /// <param name="days">The figures of one day, or of several that are added up.</param>
    internal static FigureTables Of(IReadOnlyCollection<IReadOnlyList<DayFigures>> days, Municipalities municipalities)
    {
        var all = days.SelectMany(day => day).ToLookup(row => row.Dimension);
        return new FigureTables(
            Figures.Of(DayFigures.Sum(Dimension.Total, null, [.. all[Dimension.Total]])),
            Each(Dimension.Sector, Code.All<Sector>(), word => word),
            OfProfessions([.. all[Dimension.Profession]]),
            Each(Dimension.County, [.. municipalities.Counties.Keys, null], code => code is null ? null : municipalities.Counties[code]),
            Each(Dimension.Participation, Code.All<Participation>(), word => word));

        IReadOnlyList<FigureRow> Each(Dimension dimension, IEnumerable<string?> values, Func<string?, string?> nameOf)
        {
            var rows = all[dimension].ToLookup(row => row.Value);
            return [.. values.Select(value => new FigureRow(nameOf(value), Figures.Of(DayFigures.Sum(dimension, value, [.. rows[value]]))))];
        }
    }

    private static IReadOnlyList<FigureRow> OfProfessions(IReadOnlyList<DayFigures> rows)
    {
        var named = rows.Where(row => row.Value is not null).GroupBy(row => Profession.Key(row.Value!))
            .Select(profession => Row(Profession.Name(profession.Select(row => (row.Value!, row.Registered))), profession));
        // By the rounded figure: an order by the exact one would tell what rounding keeps.
        return [
            .. named.OrderByDescending(row => row.Figures.Registered).ThenBy(row => SwedishOrder.Key(row.Value!), StringComparer.Ordinal),
            Row(null, rows.Where(row => row.Value is null)),
        ];

        static FigureRow Row(string? value, IEnumerable<DayFigures> some) => new(value, Figures.Of(DayFigures.Sum(Dimension.Profession, value, [.. some])));
    }
}

/// <param name="Value">Null: those who have none, or one of their own.</param>
public sealed record FigureRow(string? Value, Figures Figures);
