using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;

namespace Temadagar.Calendar;

/// <summary>
/// Writes a calendar message (iCalendar, RFC 5545; iTIP, RFC 5546): lines ended by CRLF and folded at 75 octets.
/// </summary>
public static partial class CalendarWriter
{
    private const string TimeZone = "Europe/Stockholm";

    // The first whole year of the rules for summer time that still hold.
    private const int RulesSince = 1997;

    /// <summary>
    /// The text of a calendar with this one entry. A person is written as having accepted and is not asked for an answer: the
    /// registration was the answer. PUBLISH names no attendee (RFC 5546, 3.2.1).
    /// <list type="bullet">
    /// <item>With no start the entry takes the whole day and counts as busy: the person is away, only the hours are not known,
    /// and an entry that says "free" invites a double booking.</item>
    /// <item>With a start and no end it has no DTEND, so it ends when it starts (RFC 5545, 3.6.1). An end of our own would be read as
    /// a fact; the true one comes with the next SEQUENCE.</item>
    /// <item>A calendar is shared with colleagues and assistants, so an address in a text loses its fragment, where the secret
    /// of a person's own link is.</item>
    /// </list>
    /// </summary>
    /// <exception cref="ArgumentException">The organizer's or the attendee's mail address is not one, or a message to someone has no attendee.</exception>
    public static string Write(CalendarEntry entry, CalendarMethod method)
    {
        var calendar = new Ical.Net.Calendar
        {
            ProductId = "-//Temadagar//Temadagar//SV",
            Method = method switch
            {
                CalendarMethod.Request => "REQUEST",
                CalendarMethod.Cancel => "CANCEL",
                _ => "PUBLISH",
            },
        };

        var item = new CalendarEvent
        {
            Uid = Line(entry.Uid),
            Sequence = entry.Sequence,
            DtStamp = new CalDateTime(entry.Stamp.UtcDateTime),
            Summary = Line(entry.Summary),
            Status = method == CalendarMethod.Cancel ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Opaque,
            // Others may see this calendar; the subject of the day is nobody's business but the person's (RFC 5545, 3.8.1.3).
            Class = "PRIVATE",
            Organizer = new Organizer { CommonName = Name(entry.Organizer.Name), Value = Mailto(entry.Organizer.Email) },
        };
        SetTimes(item, entry);

        if (Text(entry.Description) is { } description)
        {
            item.Description = description;
        }

        if (Text(entry.Location) is { } location)
        {
            item.Location = Line(location);
        }

        if (method != CalendarMethod.Publish)
        {
            var attendee = entry.Attendee ?? throw new ArgumentException("A message to someone says to whom.", nameof(entry));
            item.Attendees.Add(new Attendee
            {
                CommonName = Name(attendee.Name),
                Value = Mailto(attendee.Email),
                Type = "INDIVIDUAL",
                Role = ParticipationRole.RequiredParticipant,
                ParticipationStatus = EventParticipationStatus.Accepted,
                Rsvp = false,
            });
        }

        calendar.Events.Add(item);
        if (entry.StartsAt is not null)
        {
            // From a year not after the event's: one that begins after the event would be computed wrongly. Nor after the present one:
            // the library reads the machine's clock, and throws for a year that has not begun.
            var year = Math.Min(entry.Date.Year, RulesSince);
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(TimeZone, new DateTime(year, 1, 1), includeHistoricalData: false));
        }

        return new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar could not be written.");
    }

    private static void SetTimes(CalendarEvent item, CalendarEntry entry)
    {
        if (entry.StartsAt is not { } start)
        {
            item.DtStart = new CalDateTime(entry.Date);
            item.DtEnd = new CalDateTime(entry.Date.AddDays(1));
            return;
        }

        item.DtStart = new CalDateTime(entry.Date, start, TimeZone);
        if (entry.EndsAt is { } end && end > start)
        {
            item.DtEnd = new CalDateTime(entry.Date, end, TimeZone);
        }
    }

    /// <summary>The address as RFC 6068 writes it: what means something in a URI, such as ? and %, is a character of the address here.</summary>
    private static Uri Mailto(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && !address.Any(char.IsWhiteSpace)
            ? new Uri($"mailto:{Plain().Replace(Uri.EscapeDataString(address[..at]), match => Uri.UnescapeDataString(match.Value))}@{MailboxAddress.EncodeAddrspec(address)[(MailboxAddress.EncodeAddrspec(address).LastIndexOf('@') + 1)..]}")
            : throw new ArgumentException("Not a mail address.", nameof(address));
    }

    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Fragment().Replace(Control().Replace(text.ReplaceLineEndings("\n").Trim(), ""), "$1");

    private static string Line(string text) => Spaces().Replace(Fragment().Replace(text, "$1"), " ").Trim();

    /// <summary>A parameter value: no quotation mark can be written in one (RFC 5545, 3.2).</summary>
    private static string Name(string name) => Line(name).Replace('"', '\'');

    [GeneratedRegex(@"(https?://[^\s#]*)#\S*", RegexOptions.IgnoreCase)]
    private static partial Regex Fragment();

    // + and ' and the like, which calendars compare as they stand.
    [GeneratedRegex("%(21|24|27|28|29|2A|2B)")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[\p{Cc}-[\n]]")]
    private static partial Regex Control();

    [GeneratedRegex(@"[\s\p{Cc}\u2028\u2029]+")]
    private static partial Regex Spaces();
}
