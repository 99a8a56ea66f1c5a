using System.Net;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Programme;

/// <summary>What becomes of a programme when its day gets another date or other hours.</summary>
public class MovedDayTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData("10:00", "17:00", "10:30–11:30")]
    [InlineData("08:30", "16:00", "09:30–10:30")]
    [InlineData("09:00", "10:30", "09:30–10:30")]
    [InlineData("09:30", null, "09:30–10:30")]
    public async Task A_day_that_moves_as_a_whole_takes_its_programme_along_and_one_that_grows_leaves_it(string startsAt, string? endsAt, string expected)
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await ScheduledAsync();

        using var changed = await planner.ChangeAsync(stage.Slug, day => (day["startsAt"], day["endsAt"]) = (startsAt, endsAt));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var session = (await stage.ReadAsync()).Programme["sessions"]![0]!;
        Assert.Equal(expected, $"{session["startsAt"]}–{session["endsAt"]}");
    }

    [Fact]
    public async Task Hours_that_leave_a_session_outside_are_refused_when_a_day_is_planned_and_when_it_moves()
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await ScheduledAsync();
        var date = (string)(await stage.ReadAsync()).Programme["date"]!;

        using var changed = await planner.ChangeAsync(stage.Slug, day => day["endsAt"] = "10:00");
        using var moved = await planner.DoAsync(stage.Slug, "rescheduling", new { startsAt = $"{date}T10:00", endsAt = $"{date}T16:00" });
        using var asAWhole = await planner.DoAsync(stage.Slug, "rescheduling", new { startsAt = $"{date}T11:00", endsAt = $"{date}T18:00" });

        await PlanDayTests.AssertProblemAsync(changed, HttpStatusCode.Conflict, "session-outside-day");
        await PlanDayTests.AssertProblemAsync(moved, HttpStatusCode.Conflict, "session-outside-day");
        Assert.Equal(HttpStatusCode.OK, asAWhole.StatusCode);
        Assert.Equal("11:30", (string)(await stage.ReadAsync()).Programme["sessions"]![0]!["startsAt"]!);
    }

    [Fact]
    public async Task All_sessions_that_an_earlier_end_leaves_outside_are_named_at_once()
    {
        using var planner = await Planner.OfAsync(service);
        using var stage = await Stage.OfAsync(service);
        (await stage.PutAsync(Stage.Session("09:30", "10:30", "Först"), Stage.Session("11:00", "12:00", "Sedan"), Stage.Session("13:00", "14:00", "Sist"))).EnsureSuccessStatusCode();

        using var changed = await planner.ChangeAsync(stage.Slug, day => day["endsAt"] = "11:30");

        var problem = await PlanDayTests.AssertProblemAsync(changed, HttpStatusCode.Conflict, "session-outside-day");
        Assert.StartsWith("”Sedan” kl. 11.00–12.00, ”Sist” kl. 13.00–14.00 ligger utanför temadagen, som är kl. 09.00–11.30.", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_does_not_move_to_a_date_where_its_speaker_is_elsewhere_nor_is_it_copied_there()
    {
        using var planner = await Planner.OfAsync(service);
        using var there = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2032, 2, 2) }));
        using var here = await Stage.OfAsync(service);
        var anna = await here.SpeakerAsync("Anna Ek");
        (await there.PutAsync(Stage.Session("09:00", "10:00", "Där", null, anna))).EnsureSuccessStatusCode();
        (await here.PutAsync(Stage.Session("09:30", "10:30", "Här", null, anna))).EnsureSuccessStatusCode();

        using var moved = await planner.DoAsync(here.Slug, "rescheduling", new { startsAt = "2032-02-02T09:00", endsAt = "2032-02-02T16:00" });
        using var copied = await planner.DoAsync(here.Slug, "copy", new { slug = $"{here.Slug}-kopia", date = "2032-02-02" });
        using var undated = await planner.DoAsync(here.Slug, "copy", new { slug = $"{here.Slug}-kopia" });
        using var cancelled = await planner.DoAsync(there.Slug, "cancellation", new { reason = "Storm" });
        using var movedAfter = await planner.DoAsync(here.Slug, "rescheduling", new { startsAt = "2032-02-02T09:00", endsAt = "2032-02-02T16:00" });

        await PlanDayTests.AssertProblemAsync(moved, HttpStatusCode.Conflict, "speaker-in-two-places");
        await PlanDayTests.AssertProblemAsync(copied, HttpStatusCode.Conflict, "speaker-in-two-places");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (undated.StatusCode, cancelled.StatusCode, movedAfter.StatusCode));
    }

    private async Task<Stage> ScheduledAsync()
    {
        var stage = await Stage.OfAsync(service);
        (await stage.PutAsync(Stage.Session("09:30", "10:30"))).EnsureSuccessStatusCode();
        return stage;
    }
}
