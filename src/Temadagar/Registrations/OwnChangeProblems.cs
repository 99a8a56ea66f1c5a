using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>Why a person cannot change the own registration.</summary>
public static class OwnChangeProblems
{
    public static readonly Problem Cancelled = new("registration-cancelled", 409,
        new("Anmälan är avbokad", "The registration is cancelled"),
        new("Vill du vara med ändå gör du en ny anmälan på temadagens sida. Inget har ändrats.", "To take part after all, register again on the theme day's page. Nothing was changed."));

    public static readonly Problem DayCancelled = ThemeDayProblems.Cancelled with
    {
        Detail = new("Det finns inget att ändra. Inget har ändrats.", "There is nothing to change. Nothing was changed."),
    };

    public static readonly Problem Held = new("theme-day-held", 409,
        new("Temadagen har redan varit", "The theme day has already been held"),
        new("Är något fel? Hör av dig till arrangören. Inget har ändrats.", "Is something wrong? Tell the organizer. Nothing was changed."));

    public static readonly Problem HasCome = new("checked-in", 409,
        new("Du är incheckad", "You are checked in"),
        new("Den som har checkats in kan inte ändra sin anmälan. Är något fel? Hör av dig till arrangören. Inget har ändrats.",
            "Whoever has been checked in cannot change the registration. Is something wrong? Tell the organizer. Nothing was changed."));

    /// <summary>Read under the day's lock.</summary>
    /// <param name="opened">The registration as it was when its link was opened: it may be someone else's by now.</param>
    /// <returns>Null: it can be changed.</returns>
    public static Problem? Refusing(Registration current, Registration opened, ThemeDay day, bool hasCome, DateTimeOffset now) =>
        current.IsStill(opened) ? Refusing(current, day, hasCome, now) : Problem.LinkNotValid;

    /// <returns>Null: it can be changed.</returns>
    public static Problem? Refusing(Registration current, ThemeDay day, bool hasCome, DateTimeOffset now) =>
        current.Status == RegistrationStatus.Cancelled ? Cancelled
        : day.StateAt(now) switch
        {
            ThemeDayState.Cancelled => DayCancelled,
            ThemeDayState.Held => Held,
            _ => hasCome ? HasCome : null,
        };
}
