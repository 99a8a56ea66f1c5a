using MimeKit;

namespace Temadagar.Tests.Calendar;

/// <summary>The calendar part of a mail as a calendar program reads it.</summary>
internal sealed record CalendarParts(string Method, string Uid, int Sequence, string Attendee)
{
    public static CalendarParts Of(MimeMessage mail)
    {
        var part = (MimePart)mail.BodyParts.Single(part => part.ContentType.IsMimeType("text", "calendar"));
        using var content = part.Content!.Open();
        using var text = new StreamReader(content);
        var calendar = Ical.Net.Calendar.Load(text)!;
        var entry = calendar.Events.Single();
        Assert.Equal(calendar.Method, part.ContentType.Parameters["method"]);
        return new CalendarParts(calendar.Method!, entry.Uid!, entry.Sequence, entry.Attendees.Single().Value!.OriginalString["mailto:".Length..]);
    }
}
