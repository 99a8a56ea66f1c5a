using System.Text;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using Temadagar.Calendar;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Calendar;

public sealed class CalendarWriterTests
{
    private static readonly CalendarEntry Entry = new()
    {
        Uid = "0198c0de-0000-7000-8000-000000000001@temadagar",
        Sequence = 0,
        Stamp = new DateTimeOffset(2016, 11, 3, 8, 30, 0, TimeSpan.FromHours(1)),
        Summary = "Sex mot ersättning – fokus efterfrågan; en lång rubrik, som måste vikas på å, ä och ö",
        Description = "Arrangör: Länsstyrelsen\r\nTelefon: 010-225 50 00",
        Location = "Kulturens hus, Luleå",
        Date = new DateOnly(2016, 12, 1),
        StartsAt = new TimeOnly(9, 0),
        EndsAt = new TimeOnly(16, 0),
        Organizer = new("Länsstyrelsen \"Norrbotten\"; a: b, c", "noreply@example.org"),
        Attendee = new("Åsa Öberg", "asa@example.org"),
    };

    [Fact]
    public void A_request_reads_back_as_what_was_written()
    {
        var item = Read(CalendarWriter.Write(Entry, CalendarMethod.Request), out var calendar);

        Assert.Equal("REQUEST", calendar.Method);
        Assert.Equal(Entry.Uid, item.Uid);
        Assert.Equal(0, item.Sequence);
        Assert.Equal(Entry.Stamp.UtcDateTime, item.DtStamp!.AsUtc);
        Assert.Equal(Entry.Summary, item.Summary);
        Assert.Equal("Arrangör: Länsstyrelsen\nTelefon: 010-225 50 00", item.Description);
        Assert.Equal(Entry.Location, item.Location);
        Assert.Equal("CONFIRMED", item.Status);
        Assert.Equal(new DateTime(2016, 12, 1, 8, 0, 0), item.DtStart!.AsUtc);
        Assert.Equal(new DateTime(2016, 12, 1, 15, 0, 0), item.DtEnd!.AsUtc);
        Assert.Equal("mailto:noreply@example.org", item.Organizer!.Value!.ToString());
        Assert.Equal("Länsstyrelsen 'Norrbotten'; a: b, c", item.Organizer.CommonName);
        var attendee = Assert.Single(item.Attendees);
        Assert.Equal("mailto:asa@example.org", attendee.Value!.ToString());
        Assert.Equal(("ACCEPTED", false), (attendee.ParticipationStatus, attendee.Rsvp));
    }

    [Fact]
    public void Every_year_that_a_day_may_be_in_has_its_entry()
    {
        foreach (var year in Enumerable.Range(2000, DayPlan.LastYear - 2000 + 1))
        {
            var item = Read(CalendarWriter.Write(Entry with { Date = new DateOnly(year, 7, 1) }, CalendarMethod.Request), out _);
            Assert.Equal(new DateTime(year, 7, 1, 7, 0, 0), item.DtStart!.AsUtc);
        }
    }

    [Fact]
    public void A_request_asks_for_no_answer_and_says_so()
    {
        Assert.Contains("RSVP=FALSE", Unfolded(CalendarWriter.Write(Entry, CalendarMethod.Request)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_has_the_same_uid_and_a_higher_sequence()
    {
        var item = Read(CalendarWriter.Write(Entry with { Sequence = 2 }, CalendarMethod.Cancel), out var calendar);

        Assert.Equal(("CANCEL", "CANCELLED", 2, Entry.Uid), (calendar.Method, item.Status, item.Sequence, item.Uid));
        Assert.Single(item.Attendees);
    }

    [Theory]
    [InlineData("=?x@two.example.org", "mailto:%3D%3Fx@two.example.org")]
    [InlineData("a!#$%&'*+/=?^_`{|}~-@x.example.org", "mailto:a!%23$%25%26'*+%2F%3D%3F%5E_%60%7B%7C%7D~-@x.example.org")]
    [InlineData("anna.ek+tema@example.org", "mailto:anna.ek+tema@example.org")]
    public void An_address_is_written_as_a_URI_has_it(string address, string uri) =>
        Assert.Contains(uri, Unfolded(CalendarWriter.Write(Entry with { Attendee = new("Åsa Öberg", address) }, CalendarMethod.Request)), StringComparison.Ordinal);

    [Fact]
    public void A_published_entry_has_no_attendee()
    {
        var text = CalendarWriter.Write(Entry, CalendarMethod.Publish);

        Assert.Contains("METHOD:PUBLISH\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("asa@example.org", text, StringComparison.Ordinal);
        Assert.Contains("ORGANIZER", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2016, 12, 1, 8)]
    [InlineData(2026, 6, 1, 7)]
    [InlineData(2027, 3, 28, 7)]
    [InlineData(2027, 10, 31, 8)]
    [InlineData(2027, 1, 1, 8)]
    public void Nine_in_the_morning_in_Stockholm_is_right_in_summer_and_winter(int year, int month, int day, int utcHour)
    {
        var text = CalendarWriter.Write(Entry with { Date = new DateOnly(year, month, day) }, CalendarMethod.Request);
        var item = Read(text, out var calendar);

        Assert.Equal(utcHour, item.DtStart!.AsUtc.Hour);
        Assert.Contains($"DTSTART;TZID=Europe/Stockholm:{year}{month:00}{day:00}T090000\r\n", text, StringComparison.Ordinal);
        Assert.Equal("Europe/Stockholm", Assert.Single(calendar.TimeZones).TzId);
        // A reader without a zone database of its own goes by this: every rule must have begun before the event.
        Assert.All(Regex.Matches(text[text.IndexOf("BEGIN:VTIMEZONE", StringComparison.Ordinal)..], @"DTSTART:(\d{4})").Select(match => match.Groups[1].Value),
            from => Assert.True(int.Parse(from, System.Globalization.CultureInfo.InvariantCulture) < year, from));
    }

    [Fact]
    public void A_day_without_hours_takes_the_whole_day_and_needs_no_time_zone()
    {
        var text = CalendarWriter.Write(Entry with { StartsAt = null }, CalendarMethod.Request);

        Assert.Contains("DTSTART;VALUE=DATE:20161201\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTEND;VALUE=DATE:20161202\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TRANSP:OPAQUE\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("VTIMEZONE", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(9)]
    [InlineData(8)]
    public void An_end_that_is_not_known_is_not_made_up(int? hour)
    {
        var text = CalendarWriter.Write(Entry with { EndsAt = hour is { } at ? new TimeOnly(at, 0) : null }, CalendarMethod.Request);

        Assert.Contains("DTSTART;TZID=Europe/Stockholm:20161201T090000\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DTEND", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DURATION", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_end_in_CRLF_and_are_folded_at_75_octets_and_never_within_a_letter()
    {
        foreach (var shift in Enumerable.Range(0, 4))
        {
            Folds(CalendarWriter.Write(
                Entry with { Description = new string('a', shift) + new string('å', 500) + string.Concat(Enumerable.Repeat("😀", 100)) }, CalendarMethod.Request));
        }
    }

    private static void Folds(string text)
    {
        // Half a letter cannot be written.
        Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

        Assert.DoesNotMatch("(?<!\r)\n|\r(?!\n)", text);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains(string.Concat(Enumerable.Repeat("😀", 100)), Unfolded(text), StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_of_a_link_never_comes_into_a_calendar()
    {
        const string link = "https://temadagar.example/anmalan#k4zq8m2n7w3x5c6v9b1ad2f3gh";
        var text = Unfolded(CalendarWriter.Write(Entry with { Summary = link, Description = $"Se {link}.\nSal #3", Location = link }, CalendarMethod.Request));

        Assert.DoesNotContain("k4zq8m2n", text, StringComparison.Ordinal);
        Assert.Contains("https://temadagar.example/anmalan", text, StringComparison.Ordinal);
        Assert.Contains("Sal #3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_and_control_characters_make_no_new_property()
    {
        const string hostile = "x\r\nATTACH:http://evil.example\u2028\u0085\0y";
        var text = CalendarWriter.Write(
            Entry with { Summary = hostile, Description = hostile, Location = hostile, Attendee = new(hostile, "asa@example.org"), Organizer = new(hostile, "noreply@example.org") }, CalendarMethod.Request);

        Assert.DoesNotMatch(@"(?m)^ATTACH", text);
        Assert.DoesNotContain("\0", text, StringComparison.Ordinal);
        Read(text, out _);
    }

    [Theory]
    [InlineData("asa")]
    [InlineData("asa@example.org\r\nATTACH:x")]
    [InlineData("a@example.org, b@example.org")]
    public void What_is_no_mail_address_is_refused(string address)
    {
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(Entry with { Attendee = new("Åsa Öberg", address) }, CalendarMethod.Request));
    }

    [Fact]
    public void An_address_with_Swedish_letters_in_its_domain_is_written_in_ASCII()
    {
        foreach (var address in new[] { "asa@räksmörgås.example", "asa@xn--rksmrgs-5wao1o.example" })
        {
            Assert.Contains(":mailto:asa@xn--rksmrgs-5wao1o.example\r\n",
                Unfolded(CalendarWriter.Write(Entry with { Attendee = new("Åsa Öberg", address) }, CalendarMethod.Request)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_message_to_someone_needs_someone()
    {
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(Entry with { Attendee = null }, CalendarMethod.Request));
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(Entry with { Attendee = null }, CalendarMethod.Cancel));
        Assert.DoesNotContain("ATTENDEE", CalendarWriter.Write(Entry with { Attendee = null }, CalendarMethod.Publish), StringComparison.Ordinal);
    }

    private static CalendarEvent Read(string text, out Ical.Net.Calendar calendar)
    {
        calendar = Ical.Net.Calendar.Load(text)!;
        return Assert.Single(calendar.Events);
    }

    private static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
