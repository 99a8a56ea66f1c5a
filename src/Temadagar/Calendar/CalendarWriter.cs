using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;

namespace Temadagar.Calendar;

/// <summary>
/// Writes calendar messages and feeds (iCalendar, RFC 5545; iTIP, RFC 5546): lines ended by CRLF and folded at 75 octets.
/// </summary>
public static partial class CalendarWriter
{
    private const string TimeZone = "Europe/Stockholm";

    // In octets (RFC 5545, 3.1).
    private const int LineLength = 75;

    // The first whole year of the rules for summer time that still hold.
    private const int RulesSince = 1997;

    /// <summary>
    /// The text of a calendar with this one entry. A person is not asked for an answer by calendar: a registration was the answer,
    /// and a speaker gives one on a page. PUBLISH names no attendee (RFC 5546, 3.2.1).
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
        var calendar = Empty(MethodOf(method));
        calendar.Events.Add(Item(entry, method));
        if (entry.StartsAt is not null)
        {
            AddTimeZone(calendar, entry.Date.Year);
        }

        return Serialize(calendar);
    }

    /// <summary>
    /// The text of a feed. It has a component even with no entry, as RFC 5545, 3.6 asks: the time zone; then it publishes nothing and says no
    /// METHOD (RFC 5546, 3.2.1). The name stands twice: NAME is the standard's (RFC 7986, 5.1), X-WR-CALNAME is what most programs read; the
    /// interval likewise.
    /// </summary>
    /// <exception cref="ArgumentException">An organizer's mail address is not one.</exception>
    public static string WriteFeed(CalendarFeed feed)
    {
        var calendar = Empty(feed.Entries.Count > 0 ? MethodOf(CalendarMethod.Publish) : null);
        calendar.AddProperty("NAME", Line(feed.Name));
        calendar.AddProperty("X-WR-CALNAME", Line(feed.Name));
        var interval = XmlConvert.ToString(feed.RefreshInterval);
        calendar.AddProperty(new CalendarProperty("REFRESH-INTERVAL", interval) { Parameters = { new CalendarParameter("VALUE", "DURATION") } });
        calendar.AddProperty("X-PUBLISHED-TTL", interval);
        foreach (var entry in feed.Entries)
        {
            calendar.Events.Add(Item(entry, CalendarMethod.Publish));
        }

        AddTimeZone(calendar, feed.Entries.Select(entry => entry.Date.Year).DefaultIfEmpty(RulesSince).Min());
        return Serialize(calendar);
    }

    private static Ical.Net.Calendar Empty(string? method) => new() { ProductId = "-//Temadagar//Temadagar//SV", Method = method };

    private static string MethodOf(CalendarMethod method) => method switch
    {
        CalendarMethod.Request => "REQUEST",
        CalendarMethod.Cancel => "CANCEL",
        _ => "PUBLISH",
    };

    private static string Serialize(Ical.Net.Calendar calendar) => Fold(new CalendarSerializer().SerializeToString(calendar)
        ?? throw new InvalidOperationException("The calendar could not be written."));

    // The library folds between the two halves of a letter outside the first plane (an emoji) too, which then is no letter any more.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var octets = 0;
        foreach (var rune in text.Replace("\r\n ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            octets = rune.Value == '\n' ? 0 : octets + rune.Utf8SequenceLength;
            // The line break is no part of the line (RFC 5545, 3.1); the space that goes on with it is.
            if (octets > LineLength && rune.Value != '\r')
            {
                folded.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }

            folded.Append(rune);
        }

        return folded.ToString();
    }

    // From a year not after the first event's: one that begins after the event would be computed wrongly. Nor after the present one:
    // the library reads the machine's clock, and throws for a year that has not begun.
    private static void AddTimeZone(Ical.Net.Calendar calendar, int firstYear) =>
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(TimeZone, new DateTime(Math.Min(firstYear, RulesSince), 1, 1), includeHistoricalData: false));

    private static CalendarEvent Item(CalendarEntry entry, CalendarMethod method)
    {
        var item = new CalendarEvent
        {
            Uid = Line(entry.Uid),
            Sequence = entry.Sequence,
            DtStamp = new CalDateTime(entry.Stamp.UtcDateTime),
            Summary = Line(entry.Summary),
            Status = entry.Cancelled || method == CalendarMethod.Cancel ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = entry.Public ? TransparencyType.Transparent : TransparencyType.Opaque,
            Class = entry.Public ? "PUBLIC" : "PRIVATE",
            Url = entry.Page,
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
                ParticipationStatus = entry.Accepted ? EventParticipationStatus.Accepted : EventParticipationStatus.NeedsAction,
                Rsvp = false,
            });
        }

        return item;
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
        var (at, encoded) = (address.LastIndexOf('@'), MailboxAddress.EncodeAddrspec(address));
        return at > 0 && at < address.Length - 1 && !address.Any(char.IsWhiteSpace)
            ? new Uri($"mailto:{Plain().Replace(Uri.EscapeDataString(address[..at]), match => Uri.UnescapeDataString(match.Value))}@{encoded[(encoded.LastIndexOf('@') + 1)..]}")
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
