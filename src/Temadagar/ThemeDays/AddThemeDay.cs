using System.Diagnostics.CodeAnalysis;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.ThemeDays;

/// <summary>A day as an organizer first describes it.</summary>
public sealed record NewThemeDay : DayPlan
{
    public NewThemeDay()
    {
    }

    [SetsRequiredMembers]
    public NewThemeDay(DayPlan plan, Guid seriesId)
        : base(plan) => SeriesId = seriesId;

    public Guid Id { get; } = Guid.CreateVersion7();
    public required Guid SeriesId { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Adds a theme day. What is not yet known may be missing; what is there must make sense together.</summary>
public sealed class AddThemeDay(ThemeDayStore days)
{
    /// <exception cref="ArgumentException">The day contradicts itself; the message says where.</exception>
    public async Task<Guid> RunAsync(Write write, NewThemeDay day)
    {
        var contradictions = day.Contradictions().Select(contradiction => contradiction.Fault.In(Language.En)).ToList();
        if (contradictions.Count > 0)
        {
            throw new ArgumentException($"{day.Slug}: {string.Join(' ', contradictions)}");
        }

        await days.AddAsync(write, day);
        return day.Id;
    }
}
