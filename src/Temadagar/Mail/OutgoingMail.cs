using Temadagar.Templating;

namespace Temadagar.Mail;

/// <summary>A calendar message to go with a mail.</summary>
/// <param name="Text">The whole iCalendar text.</param>
/// <param name="Method">The text's METHOD, "REQUEST" or "CANCEL". A reader that finds two different ones ignores the part.</param>
/// <param name="FileName">What it is called where a mail has several, each an attachment: <c>pass-1.ics</c>.</param>
public sealed record CalendarPart(string Text, string Method, string FileName);

/// <summary>A PNG that the HTML part shows.</summary>
/// <param name="ContentId">What the part calls it (RFC 2392): <c>cid:</c> and this. Like a mail address, and in no other mail.</param>
public sealed record InlineImage(string ContentId, string FileName, byte[] Png);

/// <summary>A mail to one person, rendered and ready to send.</summary>
/// <param name="Id">Of the outbox row: every attempt to send it carries the same Message-ID.</param>
/// <param name="CreatedAt">When it was queued, not when it is sent: a mail that was delayed says so.</param>
/// <param name="Kind">As the template's file is called; letters a to z, digits and hyphens.</param>
/// <param name="To">A bare mail address.</param>
/// <param name="Language">"sv" or "en" (BCP 47).</param>
/// <param name="Calendars">One message for each entry: a REQUEST or a CANCEL is about one UID (RFC 5546, 3.2.2 and 3.2.5).</param>
public sealed record OutgoingMail(
    Guid Id,
    DateTimeOffset CreatedAt,
    string Kind,
    string To,
    string? ToName,
    string Language,
    RenderedMail Content,
    IReadOnlyList<CalendarPart> Calendars)
{
    /// <summary>What the HTML part shows; empty: it has no images.</summary>
    public IReadOnlyList<InlineImage> Images { get; init; } = [];

    /// <summary>Where the recipient's mail program takes the address off the list with one press (RFC 8058). Null: it came from no list.</summary>
    public Uri? Unsubscribe { get; init; }
}
