using Temadagar.Http;

namespace Temadagar.Schedules;

/// <summary>Why a schedule cannot be sent, or answered.</summary>
public static class ScheduleProblems
{
    public static readonly Problem NoDate = new("theme-day-undated", 409,
        new("Temadagen har inget datum", "The theme day has no date"),
        new("Ge temadagen ett datum innan scheman skickas. Inget har skickats.", "Give the theme day a date before schedules are sent. Nothing was sent."));

    public static readonly Problem AlreadyHeld = new("theme-day-held", 409,
        new("Temadagen har redan varit", "The theme day has already been held"),
        new("Inget har skickats.", "Nothing was sent."));

    public static readonly Problem Stale = new("stale", 412,
        new("Något har ändrats sedan granskningen", "Something has changed since the preview"),
        new("Granska en gång till. Inget har skickats.", "Look at the preview once more. Nothing was sent."));

    public static readonly Problem Changed = new("schedule-changed", 409,
        new("Schemat har ändrats", "The schedule has changed"),
        new("Ett nyare schema har skickats. Läs det och svara på nytt. Inget har sparats.", "A newer schedule has been sent. Read it and answer again. Nothing was saved."));

    public static readonly Problem CannotRemind = new("cannot-remind", 409,
        new("Det går inte att påminna", "Nobody can be reminded"),
        new("Temadagen är inställd eller har redan varit. Inget har skickats.", "The theme day is cancelled or has been held. Nothing was sent."));

    public static readonly Problem CannotAnswer = new("cannot-answer", 409,
        new("Det finns inget att svara på", "There is nothing to answer"),
        new("Du har inga pass den dagen, eller så är den inställd eller har redan varit. Inget har sparats.",
            "You have no session that day, or it is cancelled or has been held. Nothing was saved."));
}
