using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Waitlist;

public class WaitingTests(SharedServiceWithoutOffers shared) : IClassFixture<SharedServiceWithoutOffers>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_group_that_does_not_fit_waits_and_the_free_place_goes_to_the_next_single_person()
    {
        var day = await service.AddDayAsync(onSite: 12);
        await FillAsync(day, 11, "a");

        Assert.Equal("waitlisted", await service.FareAsync(day, "a-tre1@example.org", "a-tre2@example.org", "a-tre3@example.org"));
        Assert.Equal("waitlisted", await service.FareAsync(day, "a-tva1@example.org", "a-tva2@example.org"));
        Assert.Equal("confirmed", await service.FareAsync(day, "a-en@example.org"));
        Assert.Equal("waitlisted", await service.FareAsync(day, "a-sen@example.org"));

        Assert.Equal(["full"], await AvailabilityAsync(day));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_newcomer_waits_when_a_waiting_submission_would_fit_in_the_free_places()
    {
        var day = await service.AddDayAsync(onSite: 3);
        await FillAsync(day, 3, "b");
        Assert.Equal("waitlisted", await service.FareAsync(day, "b-vantar@example.org"));

        await service.CancelAsync("b1@example.org", day);

        Assert.Equal("waitlisted", await service.FareAsync(day, "b-ny@example.org"));
        Assert.Equal([2L], await TakenAsync(day));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Free_places_too_few_for_those_who_wait_are_open_to_newcomers_until_they_suffice()
    {
        var day = await service.AddDayAsync(onSite: 4);
        await FillAsync(day, 4, "c");
        Assert.Equal("waitlisted", await service.FareAsync(day, "c-tre1@example.org", "c-tre2@example.org", "c-tre3@example.org"));

        await service.CancelAsync("c1@example.org", day);
        await service.CancelAsync("c2@example.org", day);
        Assert.Equal("confirmed", await service.FareAsync(day, "c-par1@example.org", "c-par2@example.org"));

        await service.CancelAsync("c3@example.org", day);
        await service.CancelAsync("c4@example.org", day);
        await service.CancelAsync("c-par1@example.org", day);
        Assert.Equal(["full"], await AvailabilityAsync(day));
        Assert.Equal("waitlisted", await service.FareAsync(day, "c-en@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_waiting_group_that_shrinks_until_it_fits_holds_the_places_from_then_on()
    {
        var day = await service.AddDayAsync(onSite: 3);
        await FillAsync(day, 2, "d");
        Assert.Equal("waitlisted", await service.FareAsync(day, "d-ett@example.org", "d-tva@example.org"));

        await service.CancelAsync("d-ett@example.org", day);

        Assert.Equal("waitlisted", await service.FareAsync(day, "d-ny@example.org"));
        Assert.Equal([1L, 1L], await service.QueryAsync<long>(
            "SELECT g.Waiting FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId WHERE d.Slug = @day ORDER BY g.Position", new { day }));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task A_group_whose_people_all_leave_holds_nothing_back()
    {
        var day = await service.AddDayAsync(onSite: 2);
        await FillAsync(day, 2, "e");
        Assert.Equal("waitlisted", await service.FareAsync(day, "e-ett@example.org", "e-tva@example.org"));
        await service.CancelAsync("e-ett@example.org", day);
        await service.CancelAsync("e-tva@example.org", day);
        await service.CancelAsync("e1@example.org", day);

        Assert.Equal("confirmed", await service.FareAsync(day, "e-ny@example.org"));
        await service.AssertConsistentAsync();
    }

    [Fact]
    public async Task Those_who_wait_stand_in_the_order_in_which_they_came()
    {
        var day = await service.AddFullDayAsync();
        var came = Enumerable.Range(1, 6).Select(number => $"f{number}@example.org").ToArray();
        foreach (var email in came)
        {
            Assert.Equal("waitlisted", await service.FareAsync(day, email));
        }

        Assert.Equal(came, await service.QueryAsync<string>("""
            SELECT r.Email FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId
            JOIN Waits w ON w.GroupId = g.Id JOIN Registrations r ON r.Id = w.RegistrationId
            WHERE d.Slug = @day ORDER BY g.Position
            """, new { day }));
        Assert.Equal(6, await service.CountAsync("(SELECT DISTINCT g.Position FROM WaitlistGroups g JOIN ThemeDays d ON d.Id = g.ThemeDayId WHERE d.Slug = @day) p", new { day }));
    }

    [Fact]
    public async Task Those_who_wait_online_hold_back_nobody_on_site()
    {
        var day = await service.AddDayAsync(onSite: 1, online: 1);
        await service.RegisterAsync(Some.Submission(day, "online", "g-full@example.org"));
        using var online = await service.RegisterAsync(Some.Submission(day, "online", "g-online@example.org"));
        Assert.Equal("waitlisted", (string)(await online.JsonAsync())["outcomes"]![0]!["status"]!);

        Assert.Equal("confirmed", await service.FareAsync(day, "g-plats@example.org"));
    }

    [Fact]
    public async Task Those_who_wait_for_one_day_hold_back_nobody_on_another()
    {
        var (full, free) = (await service.AddFullDayAsync(), await service.AddDayAsync(onSite: 1));
        Assert.Equal("waitlisted", await service.FareAsync(full, "h@example.org"));

        Assert.Equal("confirmed", await service.FareAsync(free, "h@example.org"));
    }

    [Theory]
    [InlineData(10, 7, "available")]
    [InlineData(10, 8, "few")]
    [InlineData(10, 9, "few")]
    [InlineData(10, 10, "full")]
    [InlineData(0, 0, "full")]
    public async Task Availability_is_said_in_words(int capacity, int taken, string word)
    {
        var day = await service.AddDayAsync(onSite: capacity);
        await FillAsync(day, taken, $"i{capacity}-{taken}-");

        Assert.Equal([word], await AvailabilityAsync(day));
        var place = (await service.GetJsonAsync($"/api/theme-days/{day}"))["places"]![0]!;
        Assert.Equal(["participation", "capacity", "availability"], place.AsObject().Select(member => member.Key));
        Assert.Equal(word, (string)place["availability"]!);
    }

    private async Task FillAsync(string day, int count, string name)
    {
        for (var number = 1; number <= count; number++)
        {
            Assert.Equal("confirmed", await service.FareAsync(day, $"{name}{number}@example.org"));
        }
    }

    private async Task<IEnumerable<string>> AvailabilityAsync(string slug) =>
        (await service.GetJsonAsync("/api/theme-days")).AsArray().Single(day => (string)day!["slug"]! == slug)!["places"]!.AsArray()
            .Select(place => (string)place!["availability"]!);

    private Task<IReadOnlyList<long>> TakenAsync(string day) =>
        service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day });
}
