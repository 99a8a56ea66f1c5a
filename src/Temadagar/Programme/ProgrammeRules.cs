using System.Globalization;
using Dapper;
using Temadagar.Http;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>Someone who may be put into a programme.</summary>
[method: ExplicitConstructor]
public sealed record SpeakerChoice(Guid Id, string Name, string? Organization, string EmailNormalized, bool Shared);

/// <summary>What a speaker does on another day of the same date.</summary>
/// <param name="Hidden">Another board's, and not published: that board's business but for the time.</param>
[method: ExplicitConstructor]
public sealed record Commitment(Guid SpeakerId, string SpeakerName, TimeOnly StartsAt, TimeOnly EndsAt, string Title, string? DayTitle, int DayNumber, string? City, bool Hidden);

/// <summary>When a day is. What is not known sets no limit.</summary>
public sealed record DayHours(TimeOnly? StartsAt, TimeOnly? EndsAt);

/// <summary>
/// What holds for every programme: each session lies within its day, no room has two at once, and nobody is in two places. A session
/// ends when the next may begin.
/// </summary>
public static class ProgrammeRules
{
    public static readonly Problem OutsideDay = new("session-outside-day", 409,
        new("Programmet ryms inte i temadagen", "The programme goes beyond the theme day"),
        new("Passen måste ligga inom temadagens tider. Inget har sparats.", "The sessions must lie within the theme day's hours. Nothing was saved."));

    public static readonly Problem RoomTaken = new("room-taken", 409,
        new("Två pass är i samma lokal samtidigt", "Two sessions are in one room at once"),
        new("Ge ett av passen en annan tid eller lokal. Inget har sparats.", "Give one of the sessions another time or room. Nothing was saved."));

    public static readonly Problem InTwoPlaces = new("speaker-in-two-places", 409,
        new("Någon är på två ställen samtidigt", "Someone is in two places at once"),
        new("Ge ett av passen en annan tid, eller låt någon annan hålla det. Inget har sparats.", "Give one of the sessions another time, or let someone else hold it. Nothing was saved."));

    /// <summary>The first contradiction, by time, or null. It names both of what contradicts, or all sessions that lie outside the day.</summary>
    /// <param name="elsewhere">What the speakers do on other days of that date.</param>
    /// <param name="nameOf">A speaker's name.</param>
    public static Problem? Contradiction(DayHours day, IReadOnlyList<SessionPlan> sessions, IReadOnlyList<Commitment> elsewhere, Func<Guid, string> nameOf)
    {
        var inOrder = sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.EndsAt).ToList();
        foreach (var (index, session) in inOrder.Index())
        {
            if (IsOutside(session))
            {
                return OutsideDay with { Detail = Both(Outside, inOrder.Where(IsOutside).ToList(), day) };
            }

            foreach (var other in inOrder.Take(index).Where(other => session.IsAtTheTimeOf(other.StartsAt, other.EndsAt)))
            {
                if (session.Room is { } room && string.Equals(room, other.Room, StringComparison.OrdinalIgnoreCase))
                {
                    return RoomTaken with { Detail = Both(SameRoom, other, session) };
                }

                if (session.Speakers.Where(other.Speakers.Contains).Take(1).ToList() is [var twice])
                {
                    return InTwoPlaces with { Detail = Both(Twice(nameOf(twice)), other, session) };
                }
            }

            if (elsewhere.FirstOrDefault(other => session.Speakers.Contains(other.SpeakerId) && session.IsAtTheTimeOf(other.StartsAt, other.EndsAt)) is { } away)
            {
                return InTwoPlaces with { Detail = Both(Away, session, away) };
            }
        }

        return null;

        bool IsOutside(SessionPlan session) => session.StartsAt < day.StartsAt || session.EndsAt > day.EndsAt;
    }

    private static Text Both<TOne, TOther>(Func<TOne, TOther, Language, string> words, TOne one, TOther other) => new(
        $"{words(one, other, Language.Sv)} Inget har sparats.", $"{words(one, other, Language.En)} Nothing was saved.");

    private static string Outside(List<SessionPlan> sessions, DayHours day, Language language)
    {
        var names = string.Join(", ", sessions.Select(session => Named(session, language)));
        return language == Language.En
            ? $"{names} {(sessions.Count == 1 ? "lies" : "lie")} outside the theme day, which {Hours(day, language)}."
            : $"{names} ligger utanför temadagen, som {Hours(day, language)}.";
    }

    private static string SameRoom(SessionPlan one, SessionPlan other, Language language) => language == Language.En
        ? $"{Named(one, language)} and {Named(other, language)} are both in {one.Room}."
        : $"{Named(one, language)} och {Named(other, language)} är båda i {one.Room}.";

    private static Func<SessionPlan, SessionPlan, Language, string> Twice(string name) => (one, other, language) => language == Language.En
        ? $"{name} is in both {Named(one, language)} and {Named(other, language)}."
        : $"{name} är med i både {Named(one, language)} och {Named(other, language)}.";

    private static string Away(SessionPlan session, Commitment away, Language language)
    {
        var hours = CivilDate.Hours(away.StartsAt, away.EndsAt, language);
        if (away.Hidden)
        {
            return language == Language.En
                ? $"{away.SpeakerName} is in both {Named(session, language)} and a session ({hours}) that another board plans."
                : $"{away.SpeakerName} är med i både {Named(session, language)} och ett pass kl. {hours} som en annan myndighet planerar.";
        }

        var day = string.Join(", ", new[] { ThemeDayFacts.TitleOf(away.DayTitle, away.DayNumber, language), away.City }
            .Where(part => part is not null));
        return language == Language.En
            ? $"{away.SpeakerName} is in both {Named(session, language)} and “{away.Title}” ({hours}) of another theme day ({day})."
            : $"{away.SpeakerName} är med i både {Named(session, language)} och ”{away.Title}” kl. {hours} på en annan temadag ({day}).";
    }

    private static string Named(SessionPlan session, Language language)
    {
        var hours = CivilDate.Hours(session.StartsAt, session.EndsAt, language);
        return language == Language.En ? $"“{session.Title}” ({hours})" : $"”{session.Title}” kl. {hours}";
    }

    private static string Hours(DayHours day, Language language)
    {
        var time = language == Language.En ? "HH':'mm" : "HH'.'mm";
        string? Clock(TimeOnly? at) => at?.ToString(time, CultureInfo.InvariantCulture);
        return (Clock(day.StartsAt), Clock(day.EndsAt), language) switch
        {
            ({ } start, { } end, Language.En) => $"is {start}–{end}",
            ({ } start, { } end, _) => $"är kl. {start}–{end}",
            (var start, _, Language.En) => $"begins at {start}",
            (var start, _, _) => $"börjar kl. {start}",
        };
    }
}
