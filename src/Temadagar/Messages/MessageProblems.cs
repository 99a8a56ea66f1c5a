using Temadagar.Http;

namespace Temadagar.Messages;

public static class MessageProblems
{
    public static readonly Problem AttendanceNotRecorded = new("attendance-not-recorded", 409,
        new("Närvaron är inte registrerad", "Attendance has not been recorded"),
        new("Ingen är incheckad på temadagen. Fyll i närvaron först, så går det att skriva till dem som kom eller uteblev. Inget har skickats.",
            "Nobody has been checked in to the theme day. Enter the attendance first, then one can write to those who came or stayed away. Nothing was sent."));

    public static readonly Problem DayNotOver = new("theme-day-not-over", 409,
        new("Temadagen är inte slut", "The theme day is not over"),
        new("Den som inte har kommit än kan vara på väg. Skriv till dem som uteblev när dagen är slut. Inget har skickats.",
            "Whoever has not come yet may be on the way. Write to those who stayed away when the day is over. Nothing was sent."));

    public static readonly Problem NobodyToTell = new("nobody-to-tell", 409,
        new("Det finns ingen att skriva till", "There is nobody to write to"),
        new("Ingen i gruppen har en e-postadress. Inget har skickats.", "Nobody in the group has an e-mail address. Nothing was sent."));
}
