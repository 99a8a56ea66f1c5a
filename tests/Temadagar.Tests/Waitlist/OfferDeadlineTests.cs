using System.Globalization;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Tests.Waitlist;

public class OfferDeadlineTests
{
    [Theory]
    [InlineData("2027-02-03T12:00+01:00", "2027-02-10T15:00+01:00")] // long before: 48 working hours
    [InlineData("2027-03-01T12:00+01:00", "2027-03-04T12:00+01:00")] // noon of the last working day before
    [InlineData("2027-03-03T23:59+01:00", "2027-03-04T12:00+01:00")]
    [InlineData("2027-03-04T00:00+01:00", "2027-03-04T11:00+01:00")] // the last working day: three hours between eight and eight
    [InlineData("2027-03-04T16:00+01:00", "2027-03-04T19:00+01:00")]
    [InlineData("2027-03-04T19:00+01:00", "2027-03-05T08:00+01:00")] // and an hour before it begins at the latest
    [InlineData("2027-03-05T07:30+01:00", "2027-03-05T08:00+01:00")]
    [InlineData("2027-03-05T07:31+01:00", null)]
    [InlineData("2027-03-05T10:00+01:00", null)]
    public void An_offer_stands_until(string now, string? until) => Assert.Equal(until is null ? null : Instant(until), OfferDeadline.Of(Day(), Instant(now)));

    [Fact]
    public void A_day_on_a_Monday_has_its_last_working_day_on_Friday()
    {
        var day = Day() with { Date = new DateOnly(2027, 3, 8) };

        Assert.Equal(Instant("2027-03-05T12:00+01:00"), OfferDeadline.Of(day, Instant("2027-03-04T15:00+01:00")));
        // Saturday does not count, Sunday does: it is the day before.
        Assert.Equal(Instant("2027-03-07T11:00+01:00"), OfferDeadline.Of(day, Instant("2027-03-06T10:00+01:00")));
        Assert.Equal(Instant("2027-03-07T10:00+01:00"), OfferDeadline.Of(day, Instant("2027-03-05T19:00+01:00")));
        Assert.Equal(Instant("2027-03-07T15:30+01:00"), OfferDeadline.Of(day, Instant("2027-03-07T12:30+01:00")));
    }

    [Fact]
    public void Without_a_date_only_the_hours_count_and_of_a_cancelled_day_nothing_is_offered()
    {
        var now = Instant("2027-02-03T12:00+01:00");

        Assert.Equal(Instant("2027-02-10T15:00+01:00"), OfferDeadline.Of(Day() with { Date = null, StartsAt = null, EndsAt = null }, now));
        Assert.Null(OfferDeadline.Of(Day() with { CancelledAt = now }, now));
    }

    // A Friday.
    private static ThemeDay Day() => new(
        Guid.NewGuid(), null, 1, "en-dag", null, null, null, null, null, null, new DateOnly(2027, 3, 5), new TimeOnly(9, 0), new TimeOnly(16, 0), null, null, null, null, null,
        Version: 1, OfferHours: 48, Published: true, "En serie", Demonstration: false, null, null, null, null, ServesFood: false);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
