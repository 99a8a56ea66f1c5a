using Temadagar.Http;

namespace Temadagar.Messages;

public static class MessageProblems
{
    public static readonly Problem AttendanceNotRecorded = new("attendance-not-recorded", 409,
        new("Närvaron är inte registrerad", "Attendance has not been recorded"),
        new("Det går inte att skriva till dem som kom eller uteblev förrän närvaron finns här. Inget har skickats.",
            "One cannot write to those who came or stayed away until attendance is recorded here. Nothing was sent."));

    public static readonly Problem NobodyToTell = new("nobody-to-tell", 409,
        new("Det finns ingen att skriva till", "There is nobody to write to"),
        new("Ingen i gruppen har en e-postadress. Inget har skickats.", "Nobody in the group has an e-mail address. Nothing was sent."));
}
