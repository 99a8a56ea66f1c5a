using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

/// <summary>Someone may be looking for a person who will be at a known place at a known time: no reply tells who is registered.</summary>
public class NothingRevealedTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData(5, "confirmed")]
    [InlineData(1, "waitlisted")]
    public async Task A_repeated_registration_is_answered_as_a_new_one_at_that_moment(int capacity, string status)
    {
        var day = await service.AddDayAsync(onSite: capacity);
        await service.FareAsync(day, $"kand{capacity}@example.org");
        var repeated = await ReplyAsync(day, $"kand{capacity}@example.org");
        var again = await ReplyAsync(day, $"kand{capacity}@example.org");
        var added = await ReplyAsync(day, $"okand{capacity}@example.org");

        Assert.Equal(added, repeated);
        Assert.Equal(added, again);
        Assert.Contains($"\"status\":\"{status}\"", added, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_wait_cannot_be_told_from_those_who_do_not_and_neither_can_those_who_cancelled()
    {
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "plats@example.org");
        await service.FareAsync(day, "vantar@example.org");
        await service.FareAsync(day, "avbokad@example.org");
        await service.CancelAsync("avbokad@example.org", day);

        var replies = new[]
        {
            await ReplyAsync(day, "plats@example.org"), await ReplyAsync(day, "vantar@example.org"),
            await ReplyAsync(day, "avbokad@example.org"), await ReplyAsync(day, "ny-vantar@example.org"),
        };

        Assert.Single(replies.Distinct());
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_group_with_a_known_address_is_answered_and_placed_as_if_all_in_it_were_new()
    {
        // Two free places: a group of three waits, also when one of the three has a place already.
        string[] days = [await service.AddDayAsync(onSite: 3), await service.AddDayAsync(onSite: 3)];
        await service.FareAsync(days[0], "grupp-kand@example.org");
        await service.FareAsync(days[1], "grupp-annan@example.org");

        var replies = new List<string>();
        foreach (var day in days)
        {
            replies.Add(await ReplyAsync(day, "grupp-kand@example.org", "grupp-b@example.org", "grupp-c@example.org"));
        }

        Assert.Equal(replies[0], replies[1]);
        Assert.Contains("\"status\":\"waitlisted\",\"places\":3", replies[0], StringComparison.Ordinal);
        Assert.Equal(["confirmed"], await service.QueryAsync<string>(
            "SELECT r.Status FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND r.Email = 'grupp-kand@example.org'", new { day = days[0] }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_repeated_registration_takes_no_place_and_changes_nothing_of_the_first()
    {
        var day = await service.AddDayAsync(onSite: 2, online: 2);
        await service.FareAsync(day, "upprepad@example.org");
        var secret = await service.LinkOfAsync("upprepad@example.org");
        var before = await MineAsync(secret);
        var changed = Some.Submission(day, "online");
        var person = Some.Participant("upprepad@example.org", "en");
        (person["firstName"], person["organization"]) = ("Elak", "Annan");
        changed["participants"] = new[] { person };

        (await service.RegisterAsync(changed)).EnsureSuccessStatusCode();

        Assert.Equal(before, await MineAsync(secret));
        Assert.Equal([1L, 0L], await service.QueryAsync<long>(
            "SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day ORDER BY p.Participation", new { day }));
        Assert.Equal(1, await service.CountAsync("Registrations WHERE Email = 'upprepad@example.org'"));
    }

    [Theory]
    [InlineData("variant1@example.org", "VARIANT1@Example.ORG")]
    [InlineData("variant2@example.org", "  variant2@example.org ")]
    [InlineData("variant3@åäö.example.org", "variant3@xn--4cab6c.example.org")]
    [InlineData("variant4@åäö.example.org", "Variant4@ÅÄÖ.example.org")]
    [InlineData("variant5@a\u030A.example.org", "variant5@å.example.org")]
    public async Task An_address_written_otherwise_is_the_same_person(string first, string second)
    {
        var day = await service.AddDayAsync(onSite: 5);
        await service.FareAsync(day, first);

        await service.FareAsync(day, second);

        Assert.Equal(1, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
        Assert.Equal(1, await service.CountAsync("Outbox o JOIN Registrations r ON r.Id = o.About JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND o.Kind = 'registration-repeated'", new { day }));
    }

    [Fact]
    public async Task Addresses_that_differ_in_more_than_spelling_are_different_people()
    {
        var day = await service.AddDayAsync(onSite: 5);
        await service.FareAsync(day, "a.b@example.org", "ab@example.org", "ab+c@example.org");

        Assert.Equal(3, await service.CountAsync("Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }));
    }

    [Fact]
    public async Task The_mail_tells_the_truth_with_the_link_that_holds()
    {
        var day = await service.AddDayAsync(onSite: 1);
        await service.FareAsync(day, "sanning@example.org");

        Assert.Equal("waitlisted", await service.FareAsync(day, "sanning@example.org"));

        var mail = Assert.Single(await service.MailsAsync("registration-repeated", "sanning@example.org"));
        var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", TestService.SecretIn(mail))).JsonAsync();
        Assert.Equal("confirmed", (string)mine["status"]!);
        Assert.Equal(TestService.SecretIn(mail), await service.SecretAsync("registration-confirmed", "sanning@example.org"));
    }

    [Fact]
    public async Task In_twenty_four_hours_there_is_at_most_one_such_mail_for_an_address_and_a_day()
    {
        var clock = FakeClock.At();
        await using var clocked = await TestService.StartAsync(clock: clock);
        string[] days = [await clocked.AddDayAsync(onSite: 5), await clocked.AddDayAsync(onSite: 5)];
        Task<long> Told(string day) => clocked.CountAsync(
            "Outbox o JOIN Registrations r ON r.Id = o.About JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND o.Kind = 'registration-repeated'", new { day });
        foreach (var day in days)
        {
            await clocked.FareAsync(day, "ofta@example.org");
        }

        for (var i = 0; i < 3; i++)
        {
            await clocked.FareAsync(days[0], "ofta@example.org");
            await clocked.FareAsync(days[0], "Ofta@example.org", $"annan{i}@example.org");
        }

        Assert.Equal(1, await Told(days[0]));
        Assert.Equal(0, await Told(days[1]));
        await clocked.FareAsync(days[1], "ofta@example.org");
        Assert.Equal(1, await Told(days[1]));

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await clocked.FareAsync(days[0], "ofta@example.org");
        Assert.Equal(1, await Told(days[0]));

        clock.Advance(TimeSpan.FromSeconds(1));
        await clocked.FareAsync(days[0], "ofta@example.org");
        Assert.Equal(2, await Told(days[0]));
    }

    [Fact]
    public async Task Cancelling_and_coming_back_does_not_open_for_a_second_such_mail_the_same_day()
    {
        var day = await service.AddDayAsync(onSite: 5);
        for (var i = 0; i < 2; i++)
        {
            await service.FareAsync(day, "tillbaka@example.org");
            await service.FareAsync(day, "tillbaka@example.org");
            await service.CancelAsync("tillbaka@example.org", day);
        }

        Assert.Equal(1, await service.CountAsync("Outbox WHERE Kind = 'registration-repeated' AND Recipient = 'tillbaka@example.org'"));
    }

    [Slow]
    [Fact]
    public async Task A_new_and_a_repeated_registration_cost_about_the_same_time()
    {
        // Interleaved in pairs, judged by the median of the pairs' differences: a generous bound that an early return, a
        // second transaction or a pause for one of the two would break (each is a commit, or nothing at all).
        var day = await service.AddDayAsync(onSite: 4000);
        await service.FareAsync(day, "tid@example.org");
        await service.FareAsync(day, "tid@example.org");
        var (differences, costs) = (new List<double>(), new List<double>());
        for (var i = 0; i < 150; i++)
        {
            var (known, added) = i % 2 == 0
                ? (await TimeAsync(day, "tid@example.org"), await TimeAsync(day, $"tid{i}@example.org"))
                : Swap(await TimeAsync(day, $"tid{i}@example.org"), await TimeAsync(day, "tid@example.org"));
            differences.Add(known - added);
            costs.Add(added);
        }

        var (difference, cost) = (Median(differences[30..]), Median(costs[30..]));
        Assert.True(Math.Abs(difference) < cost * 0.4, $"A repeated registration differs by {difference:0.000} ms from a new one, which takes {cost:0.000} ms.");
    }

    private static (double, double) Swap(double first, double second) => (second, first);

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private async Task<double> TimeAsync(string day, string email)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        await service.FareAsync(day, email);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task<string> MineAsync(string secret) =>
        await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", secret)).Content.ReadAsStringAsync();

    /// <summary>All of the reply but what differs between any two: the receipt's letters, the day's name, the hour.</summary>
    private async Task<string> ReplyAsync(string day, params string[] emails)
    {
        using var response = await service.RegisterAsync(Some.Submission(day, "onSite", emails));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        var receipt = (string)JsonNode.Parse(text)!["receipt"]!;
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return string.Join('\n', [.. headers, text.Replace(receipt, new string('x', receipt.Length), StringComparison.Ordinal).Replace(day, "day", StringComparison.Ordinal)]);
    }
}
