using Temadagar.Http;

namespace Temadagar.Programme;

/// <summary>Why a programme cannot be kept that way, besides what contradicts itself (<see cref="ProgrammeRules"/>).</summary>
public static class ProgrammeProblems
{
    public static readonly Problem UnknownSession = new("unknown-session", 404,
        new("Passet finns inte", "There is no such session"),
        new("Temadagens program har inget sådant pass. Inget har sparats.", "The theme day's programme has no such session. Nothing was saved."));

    public static readonly Problem TooManySessions = new("too-many-sessions", 409,
        new("Programmet är fullt", "The programme is full"),
        new($"Ett program kan ha högst {ProgrammeInput.MaxSessions} pass. Inget har sparats.", $"A programme can have at most {ProgrammeInput.MaxSessions} sessions. Nothing was saved."));

    public static readonly Problem NotInThisDay = new("session-not-in-programme", 409,
        new("Passet finns inte", "There is no such session"),
        new("Ett pass har ett id som inget pass i programmet har. Utelämna id för ett nytt pass. Inget har sparats.", "A session has an id that no session of the programme has. Leave the id out for a new session. Nothing was saved."));

    public static readonly Problem NobodyOfThatId = new("speaker-not-yours", 409,
        new("En medverkande finns inte", "There is no such speaker"),
        new("Lägg till personen bland era medverkande först. Inget har sparats.", "Add the person to your speakers first. Nothing was saved."));

    /// <summary>An id that no session of the day has.</summary>
    public static Problem UnknownId(SessionPlan session) => NotInThisDay with
    {
        Detail = new($"”{session.Title}” har ett id som inget pass i programmet har. Utelämna id för ett nytt pass. Inget har sparats.",
            $"“{session.Title}” has an id that no session of the programme has. Leave the id out for a new session. Nothing was saved."),
    };

    /// <summary>Someone who is not there, or not for this board.</summary>
    public static Problem UnknownSpeaker(SessionPlan session) => NobodyOfThatId with
    {
        Detail = new($"Någon av de medverkande i ”{session.Title}” finns inte bland era medverkande. Inget har sparats.",
            $"Someone in “{session.Title}” is not among your speakers. Nothing was saved."),
    };
}
