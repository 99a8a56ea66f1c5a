using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Registrations;

/// <summary>The calendar entry of a place, as it comes over SMTP, from the confirmation to the cancellation.</summary>
public class CalendarLifeTests
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Fact]
    public async Task Confirmed_moved_moved_again_and_cancelled_it_is_one_entry_that_a_stranger_s_calendar_follows()
    {
        await using var life = await Life.StartAsync();
        await life.RegisterAsync("flyttas@example.org", "sv");
        await life.MoveAsync("2035-05-04T10:00", "2035-05-04T15:30");
        await life.MoveAsync("2035-11-05T09:00", "2035-11-05T12:00");
        await life.Service.CancelAsync("flyttas@example.org", life.Day);

        var parts = await life.CalendarsAsync(4);

        Assert.Equal(["REQUEST", "REQUEST", "REQUEST", "CANCEL"], parts.Select(part => part.ContentType.Parameters["method"]));
        var own = parts.Select(part => Ical.Net.Calendar.Load(part.Text)!).ToList();
        var foreign = parts.Select(part => IndependentReader.Read(part.Text)).ToList();
        Assert.Equal(parts.Select(part => part.ContentType.Parameters["method"]), own.Select(calendar => calendar.Method));
        Assert.Equal(parts.Select(part => part.ContentType.Parameters["method"]), foreign.Select(calendar => (string?)calendar["method"]));
        var events = own.Select(calendar => Assert.Single(calendar.Events)!).ToList();
        var read = foreign.Select(calendar => Assert.Single(calendar["events"]!.AsArray())!).ToList();
        Assert.Single(events.Select(item => item.Uid).Concat(read.Select(item => (string?)item["uid"])).Distinct());
        Assert.Equal([0, 1, 2, 3], events.Select(item => item.Sequence));
        Assert.Equal([0, 1, 2, 3], read.Select(item => (int)item["sequence"]!));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"], events.Select(item => item.Status));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"], read.Select(item => (string?)item["status"]));

        // Summer time and winter time, each by the rules that the part itself brings.
        (string, string)[] times = [.. Enumerable.Repeat(("2035-11-05T08:00:00Z", "2035-11-05T11:00:00Z"), 2)];
        times = [(Utc(Life.Start), Utc(Life.End)), ("2035-05-04T08:00:00Z", "2035-05-04T13:30:00Z"), .. times];
        Assert.Equal(times, events.Select(item => (Utc(item.Start!.AsUtc), Utc(item.End!.AsUtc))));
        Assert.Equal(times, read.Select(item => ((string)item["startsAt"]!, (string)item["endsAt"]!)));
        Assert.Single(read.Select(item => (string)item["organizer"]!).Distinct());
        Assert.All(read, item => Assert.Equal("mailto:flyttas@example.org", (string)Assert.Single(item["attendees"]!.AsArray())!));
        Assert.Equal(events.Select(item => item.DtStamp!.AsUtc).Order(), events.Select(item => item.DtStamp!.AsUtc));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Each_part_has_what_Google_and_Outlook_demand(string language)
    {
        await using var life = await Life.StartAsync();
        await life.RegisterAsync("krav@example.org", language);
        await life.MoveAsync("2035-05-04T10:00", "2035-05-04T15:30");
        await life.CancelDayAsync();

        foreach (var part in await life.CalendarsAsync(3))
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
            var octets = content.ToArray();
            var lines = Split(octets);
            var text = Strict.GetString(octets).Replace("\r\n ", "", StringComparison.Ordinal);
            string One(string name) => Assert.Single(Regex.Matches(text, $"(?m)^{name}[;:][^\r]*\r$")).Value.TrimEnd('\r');

            // A reader that finds two methods ignores the part.
            Assert.Equal("text/calendar", part.ContentType.MimeType);
            Assert.Equal("METHOD:" + part.ContentType.Parameters["method"], One("METHOD"));
            Assert.Equal("utf-8", part.ContentType.Charset);
            Assert.Equal(["BEGIN:VCALENDAR", "END:VCALENDAR"], [lines[0], lines[^1]]);
            Assert.Equal("VERSION:2.0", One("VERSION"));
            Assert.All(new[] { "PRODID", "UID", "SUMMARY" }, name => Assert.NotEmpty(One(name)));
            Assert.Matches(@"^ORGANIZER;CN=.+:mailto:temadagar@example\.se$", One("ORGANIZER"));
            var attendee = One("ATTENDEE");
            Assert.EndsWith(":mailto:krav@example.org", attendee, StringComparison.Ordinal);
            Assert.All(new[] { "RSVP=FALSE", "PARTSTAT=ACCEPTED" }, parameter => Assert.Contains(parameter, attendee.Split(':')[0].Split(';')));
            Assert.Matches(@"^DTSTAMP:\d{8}T\d{6}Z$", One("DTSTAMP"));
            Assert.Matches(@"^SEQUENCE:\d+$", One("SEQUENCE"));
            Assert.Contains("TZID:Europe/Stockholm\r\n", text[text.IndexOf("BEGIN:VTIMEZONE", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.Matches(@"(?m)^DTSTART;TZID=Europe/Stockholm:\d{8}T\d{6}\r$", text);
            Assert.Equal("STATUS:" + (part.ContentType.Parameters["method"] == "CANCEL" ? "CANCELLED" : "CONFIRMED"), One("STATUS"));
        }
    }

    [Theory]
    [InlineData("sv", "Avboka på din sida", "avbokar inte platsen, och svaret når ingen")]
    [InlineData("en", "Cancel on your page", "does not cancel the place, and the answer reaches nobody")]
    public async Task It_says_where_one_cancels_and_that_declining_does_not_and_holds_no_secret(string language, string where, string declining)
    {
        await using var life = await Life.StartAsync();
        await life.RegisterAsync("avboka@example.org", language);
        var secret = await life.Service.LinkOfAsync("avboka@example.org", life.Day);
        await life.Service.CancelAsync("avboka@example.org", life.Day);

        var parts = await life.CalendarsAsync(2);
        var asked = Ical.Net.Calendar.Load(parts[0].Text)!.Events.Single()!.Description!;
        var cancelled = Ical.Net.Calendar.Load(parts[1].Text)!.Events.Single()!.Description!;

        Assert.Contains($"{where}: {life.Service.Address.GetLeftPart(UriPartial.Authority)}/anmalan\n", asked, StringComparison.Ordinal);
        Assert.Contains(declining, asked, StringComparison.Ordinal);
        Assert.DoesNotContain("/anmalan", cancelled, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.DoesNotContain(secret[26..], part.Text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    /// <summary>The lines, each ended by CRLF, of at most 75 octets and whole letters.</summary>
    private static List<string> Split(byte[] octets)
    {
        var lines = new List<string>();
        for (var start = 0; start < octets.Length;)
        {
            var length = octets.AsSpan(start).IndexOf("\r\n"u8);
            Assert.InRange(length, 1, 75);
            var line = octets.AsSpan(start, length);
            Assert.Equal(-1, line.IndexOfAny((byte)'\r', (byte)'\n'));
            lines.Add(Strict.GetString(line));
            start += length + 2;
        }

        Assert.Contains(lines, line => line.StartsWith(' '));
        return lines;
    }

    private static string Utc(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A day with letters of two octets in all of its words, its organizer, and the server that takes the mails.</summary>
    private sealed class Life(TestService service, SmtpPeer peer, Planner planner, string day) : IAsyncDisposable
    {
        public TestService Service => service;

        public string Day => day;

        public static DateTime Start => Temadagar.ThemeDays.Stockholm.At(new(2035, 3, 1), new(9, 0)).UtcDateTime;

        public static DateTime End => Temadagar.ThemeDays.Stockholm.At(new(2035, 3, 1), new(16, 0)).UtcDateTime;

        public static async Task<Life> StartAsync()
        {
            var peer = new SmtpPeer();
            var service = await TestService.StartAsync(settings: SmtpPeer.Settings(peer));
            var day = await service.AddDayAsync(change: plan => plan with
            {
                Date = new(2035, 3, 1),
                Title = "Åtgärder på öar, i älvdalar och i fjällvärldens största, äldsta och ödsligaste byar för människor",
                City = "Östersund",
                Venue = "Gamla häradshövdingegården",
            });
            return new Life(service, peer, await Planner.OfAsync(service), day);
        }

        public async Task RegisterAsync(string email, string language)
        {
            var person = Some.Participant(email, language);
            (person["firstName"], person["lastName"]) = ("Åsa-Märta Örnhild Ängla", "Överåkersgård von Lilljeqvist-Ståhlhammar");
            var body = Some.Submission(day);
            body["participants"] = new[] { person };
            (await service.RegisterAsync(body)).EnsureSuccessStatusCode();
        }

        public async Task MoveAsync(string startsAt, string endsAt)
        {
            var before = await service.CountAsync("Outbox WHERE Kind = 'theme-day-rescheduled'");
            (await planner.DoAsync(day, "rescheduling", new { startsAt, endsAt })).EnsureSuccessStatusCode();
            await Eventually.TrueAsync(async () => await service.CountAsync("Outbox WHERE Kind = 'theme-day-rescheduled'") > before);
        }

        public async Task CancelDayAsync() => (await planner.DoAsync(day, "cancellation", new { reason = "Stormen" })).EnsureSuccessStatusCode();

        /// <summary>The calendar of each of so many mails, in the order in which they were written.</summary>
        public async Task<IReadOnlyList<TextPart>> CalendarsAsync(int count)
        {
            await Eventually.TrueAsync(() => Task.FromResult(peer.Messages.Count >= count));
            var parts = new List<(int Sequence, TextPart Part)>();
            foreach (var message in peer.Messages)
            {
                using var stream = new MemoryStream(Encoding.ASCII.GetBytes(message));
                var mail = await MimeMessage.LoadAsync(stream);
                var part = Assert.Single(mail.BodyParts.OfType<TextPart>(), part => part.ContentType.IsMimeType("text", "calendar"));
                // The last of the alternatives is the one that a calendar program takes (RFC 2046, 5.1.4).
                Assert.Same(part, Assert.IsType<MultipartAlternative>(mail.Body)[^1]);
                parts.Add((Ical.Net.Calendar.Load(part.Text)!.Events.Single()!.Sequence, part));
            }

            Assert.Equal(count, parts.Count);
            return [.. parts.OrderBy(one => one.Sequence).Select(one => one.Part)];
        }

        public async ValueTask DisposeAsync()
        {
            planner.Dispose();
            await service.DisposeAsync();
            await peer.DisposeAsync();
        }
    }
}
