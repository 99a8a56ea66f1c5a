using System.Text.RegularExpressions;
using Temadagar.Data;

namespace Temadagar.ThemeDays;

/// <summary>A day as an organizer first describes it.</summary>
public sealed record NewThemeDay
{
    public Guid Id { get; } = Guid.CreateVersion7();
    public required Guid SeriesId { get; init; }
    public Guid? BoardId { get; init; }
    public required int Number { get; init; }
    public required string Slug { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public string? City { get; init; }
    public string? Venue { get; init; }
    public DateOnly? Date { get; init; }
    public TimeOnly? StartsAt { get; init; }
    public TimeOnly? EndsAt { get; init; }
    public decimal? CertificateHours { get; init; }
    public DateTimeOffset? RegistrationOpensAt { get; init; }
    public DateTimeOffset? RegistrationClosesAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>Adds a theme day. What is not yet known may be missing; what is there must make sense together.</summary>
public sealed partial class AddThemeDay(ThemeDayStore days)
{
    /// <exception cref="ArgumentException">The day contradicts itself; the message says where.</exception>
    public async Task<Guid> RunAsync(Write write, NewThemeDay day)
    {
        if (Contradiction(day) is { } contradiction)
        {
            throw new ArgumentException($"{day.Slug}: {contradiction}");
        }

        await days.AddAsync(write, day);
        return day.Id;
    }

    private static string? Contradiction(NewThemeDay day)
    {
        if (!SlugPattern().IsMatch(day.Slug))
        {
            return "a slug is lower-case letters a-z, digits and hyphens.";
        }

        if (day.Date is null && (day.StartsAt ?? day.EndsAt) is not null)
        {
            return "times need a date.";
        }

        if (day.EndsAt is { } end && !(day.StartsAt < end))
        {
            return "it must end after it starts.";
        }

        if (day.RegistrationClosesAt is { } closes && !(day.RegistrationOpensAt < closes))
        {
            return "registration must close after it opens.";
        }

        return day.Date is null && day.RegistrationOpensAt is not null ? "registration cannot open for an undated day." : null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();
}
