using System.Globalization;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.ThemeDays;

public class ThemeDayStateTests
{
    // A day with everything: open from 1 to 20 March, held on 28 March 2027 from 9 to 16, the day on which summer time begins.
    private static readonly ThemeDay Whole = new(
        Guid.NewGuid(), null, 1, "dag", "Dag", null, null, "Luleå", null, null, new DateOnly(2027, 3, 28), new TimeOnly(9, 0), new TimeOnly(16, 0), 6,
        At("2027-03-01T00:00:00+01:00"), At("2027-03-20T00:00:00+01:00"), null, null, 1, 48, true, "Serien", false, null, null, null, null, false);

    [Theory]
    [InlineData("2027-02-28T23:59:59.9999999+01:00", ThemeDayState.Planned)]
    [InlineData("2027-03-01T00:00:00+01:00", ThemeDayState.Open)]
    [InlineData("2027-03-19T23:59:59.9999999+01:00", ThemeDayState.Open)]
    [InlineData("2027-03-20T00:00:00+01:00", ThemeDayState.Closed)]
    [InlineData("2027-03-28T15:59:59.9999999+02:00", ThemeDayState.Closed)]
    [InlineData("2027-03-28T16:00:00+02:00", ThemeDayState.Held)]
    [InlineData("2027-03-28T15:00:00+01:00", ThemeDayState.Held)]
    public void The_state_changes_at_the_very_moment(string now, ThemeDayState state) => Assert.Equal(state, Whole.StateAt(At(now)));

    [Theory]
    [InlineData("2027-03-28T08:59:59+02:00", ThemeDayState.Open)]
    [InlineData("2027-03-28T09:00:00+02:00", ThemeDayState.Closed)]
    [InlineData("2027-03-28T16:00:00+02:00", ThemeDayState.Held)]
    public void Without_a_closing_time_one_may_register_until_it_begins(string now, ThemeDayState state) =>
        Assert.Equal(state, (Whole with { RegistrationClosesAt = null }).StateAt(At(now)));

    [Theory]
    [InlineData("2027-03-27T23:59:59+01:00", ThemeDayState.Open)]
    [InlineData("2027-03-28T00:00:00+01:00", ThemeDayState.Closed)]
    [InlineData("2027-03-28T23:59:59+02:00", ThemeDayState.Closed)]
    [InlineData("2027-03-29T00:00:00+02:00", ThemeDayState.Held)]
    public void Without_times_it_lasts_from_midnight_to_midnight_in_Stockholm(string now, ThemeDayState state) =>
        Assert.Equal(state, (Whole with { StartsAt = null, EndsAt = null, RegistrationClosesAt = null }).StateAt(At(now)));

    [Theory]
    [InlineData("2027-03-28T23:59:59+02:00", ThemeDayState.Closed)]
    [InlineData("2027-03-29T00:00:00+02:00", ThemeDayState.Held)]
    public void Without_an_end_it_is_held_when_the_day_is_over(string now, ThemeDayState state) =>
        Assert.Equal(state, (Whole with { EndsAt = null }).StateAt(At(now)));

    [Fact]
    public void An_undated_day_is_planned_for_ever() =>
        Assert.Equal(ThemeDayState.Planned, (Whole with { Date = null, StartsAt = null, EndsAt = null, RegistrationOpensAt = null, RegistrationClosesAt = null }).StateAt(DateTimeOffset.MaxValue));

    [Fact]
    public void A_day_without_a_window_is_planned_until_it_has_been_held()
    {
        var day = Whole with { RegistrationOpensAt = null, RegistrationClosesAt = null };
        Assert.Equal(ThemeDayState.Planned, day.StateAt(At("2027-03-28T12:00:00+02:00")));
        Assert.Equal(ThemeDayState.Held, day.StateAt(At("2027-03-28T16:00:00+02:00")));
    }

    [Fact]
    public void A_cancelled_day_is_cancelled_before_and_after()
    {
        var day = Whole with { CancelledAt = At("2027-03-10T00:00:00+01:00") };
        Assert.Equal(ThemeDayState.Cancelled, day.StateAt(At("2027-03-11T00:00:00+01:00")));
        Assert.Equal(ThemeDayState.Cancelled, day.StateAt(At("2030-01-01T00:00:00+01:00")));
    }

    [Theory]
    [InlineData("2027-01-15", "09:00", "2027-01-15T09:00:00+01:00")]
    [InlineData("2027-07-15", "09:00", "2027-07-15T09:00:00+02:00")]
    [InlineData("2027-03-28", "01:59", "2027-03-28T01:59:00+01:00")]
    [InlineData("2027-03-28", "02:30", "2027-03-28T03:30:00+02:00")]
    [InlineData("2027-03-28", "03:00", "2027-03-28T03:00:00+02:00")]
    [InlineData("2027-10-31", "01:59", "2027-10-31T01:59:00+02:00")]
    [InlineData("2027-10-31", "02:30", "2027-10-31T02:30:00+01:00")]
    [InlineData("2027-10-31", "03:00", "2027-10-31T03:00:00+01:00")]
    public void A_wall_clock_time_has_the_offset_of_that_day(string date, string time, string instant)
    {
        var at = Stockholm.At(DateOnly.Parse(date, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture));

        Assert.Equal(instant, at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Today_is_the_day_in_Stockholm()
    {
        Assert.Equal(new DateOnly(2027, 7, 2), Stockholm.Today(FakeClock.At("2027-07-01T22:30:00Z")));
        Assert.Equal(new DateOnly(2027, 1, 1), Stockholm.Today(FakeClock.At("2027-01-01T22:30:00Z")));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
