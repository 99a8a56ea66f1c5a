using MimeKit;
using Temadagar.Calendar;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Programme;
using Temadagar.Series;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>
/// Calendars that anyone may subscribe to, in Swedish as the organizers' own texts are. An entry's UID is its own: someone with a place has
/// another entry besides (Registrations/RegistrationCalendar.cs), and each lives its own life.
/// </summary>
public sealed class CalendarFeeds(
    Database database, SeriesStore series, ThemeDayStore days, ProgrammeStore programme, PublicAddress address, MailboxAddress sender, TimeProvider clock)
{
    // Programs ask again after this long; sooner than a day moves, later than tells on a server.
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(4);

    /// <summary>One entry for each published day with a date; null where there is no series.</summary>
    public async Task<CalendarFeed?> OfSeriesAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await series.FindAsync(read) is { } found
            ? new CalendarFeed(NameOf(found.Name, found.Demonstration), Refresh, [.. (await days.ListAsync(read)).Where(day => day.Date is not null).Select(DayEntry)])
            : null;
    }

    /// <summary>
    /// An entry for each session of a published day; while it has no programme, one for the day; none while it has no date. Null where there is
    /// no such day.
    /// </summary>
    public async Task<CalendarFeed?> OfDayAsync(string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await days.FindBySlugAsync(read, slug) is not { } day)
        {
            return null;
        }

        var name = NameOf(ThemeDayFacts.Of(day).TitleIn(Language.Sv), day.Demonstration);
        if (day.Date is null)
        {
            return new CalendarFeed(name, Refresh, []);
        }

        if (await programme.OfDayAsync(read, day.Id) is not { Count: > 0 } sessions)
        {
            return new CalendarFeed(name, Refresh, [DayEntry(day)]);
        }

        var version = await programme.VersionAsync(read, day.Id);
        var speakersOf = await programme.ShownSpeakersAsync(read, day.Id);
        return new CalendarFeed(name, Refresh, [.. sessions.Select(session => SessionEntry(day, session, version, [.. speakersOf[session.Id]]))]);
    }

    private static string NameOf(string name, bool demonstration) => demonstration ? $"{name} (demonstration)" : name;

    private CalendarEntry DayEntry(ThemeDay day) => new()
    {
        Uid = $"{day.Id:D}@temadagar-dag",
        Sequence = day.Version,
        Stamp = clock.GetUtcNow(),
        Summary = SummaryOf(day, ThemeDayFacts.Of(day).TitleIn(Language.Sv)),
        Description = Paragraphs(About(day), day.Summary),
        Location = Whereabouts.Of(day.Venue, day.City),
        Date = day.Date!.Value,
        StartsAt = day.StartsAt,
        EndsAt = day.EndsAt,
        Page = PageOf(day),
        Public = true,
        Cancelled = day.CancelledAt is not null,
        Organizer = OrganizerOf(day),
    };

    // Both versions only rise, so their sum rises with each change of either.
    private CalendarEntry SessionEntry(ThemeDay day, ProgrammeSession session, int programmeVersion, IReadOnlyList<string> speakers) => new()
    {
        Uid = $"{session.Id:D}@temadagar-pass",
        Sequence = day.Version + programmeVersion,
        Stamp = clock.GetUtcNow(),
        Summary = SummaryOf(day, session.Title),
        Description = Paragraphs(
            About(day), ThemeDayFacts.Of(day).TitleIn(Language.Sv), speakers.Count > 0 ? "Medverkande: " + string.Join(", ", speakers) : null, SafeMarkdown.ToText(session.Abstract)),
        Location = Whereabouts.Of(session.Room, day.Venue, day.City),
        Date = day.Date!.Value,
        StartsAt = session.StartsAt,
        EndsAt = session.EndsAt,
        Page = PageOf(day),
        Public = true,
        Cancelled = day.CancelledAt is not null,
        Organizer = OrganizerOf(day),
    };

    // Not every program shows that an entry's status is cancelled.
    private static string SummaryOf(ThemeDay day, string title) => day.CancelledAt is null ? title : $"Inställt: {title}";

    private static string? About(ThemeDay day) =>
        Paragraphs(day.Demonstration ? ThemeDayFacts.DemonstrationNotice.In(Language.Sv) : null, day.CancelledAt is null ? null : day.CancellationReason);

    private static string? Paragraphs(params string?[] parts) =>
        string.Join("\n\n", parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } text ? text : null;

    private Uri PageOf(ThemeDay day) => new(address.Of("/temadag/" + day.Slug));

    private CalendarPerson OrganizerOf(ThemeDay day) => new(day.OrganizerName ?? day.SeriesName, sender.Address);
}
