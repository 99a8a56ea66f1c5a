using System.Globalization;

namespace Temadagar.Organizers;

/// <summary>One sign-in in one browser. Its cookie says which: else a copy of the cookie would outlive signing out.</summary>
public sealed record SignInSession(Guid Id, DateTimeOffset Since)
{
    public const int LongestHours = 12;

    /// <summary>When it is over, however often it is used.</summary>
    public DateTimeOffset Until => Since.AddHours(LongestHours);

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Since:O}");

    public static SignInSession? Parse(string? text) =>
        text?.Split(' ') is [var id, var since] && Guid.TryParse(id, out var parsed)
        && DateTimeOffset.TryParseExact(since, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new SignInSession(parsed, moment)
            : null;
}
