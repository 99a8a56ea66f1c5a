using System.Globalization;
using Temadagar.Waitlist;

namespace Temadagar.Tests.Waitlist;

public class WorkingHoursTests
{
    [Theory]
    [InlineData("2027-02-03T12:00+01:00", 3, "2027-02-03T15:00+01:00")]
    [InlineData("2027-02-03T12:00+01:00", 5, "2027-02-03T17:00+01:00")]
    [InlineData("2027-02-03T12:00+01:00", 6, "2027-02-04T09:00+01:00")]
    [InlineData("2027-02-03T03:00+01:00", 1, "2027-02-03T09:00+01:00")] // before eight
    [InlineData("2027-02-03T17:00+01:00", 1, "2027-02-04T09:00+01:00")]
    [InlineData("2027-02-05T16:00+01:00", 2, "2027-02-08T09:00+01:00")] // Friday to Monday
    [InlineData("2027-02-06T12:00+01:00", 48, "2027-02-15T11:00+01:00")] // 48 hours are five days and a third
    [InlineData("2027-03-25T16:00+01:00", 2, "2027-03-30T09:00+02:00")] // over Easter, into summer time
    [InlineData("2027-05-05T16:30+02:00", 1, "2027-05-07T08:30+02:00")] // Ascension Day
    [InlineData("2027-06-24T16:00+02:00", 2, "2027-06-28T09:00+02:00")] // Midsummer Eve
    [InlineData("2026-12-23T16:00+01:00", 2, "2026-12-28T09:00+01:00")] // Christmas
    [InlineData("2026-12-30T16:00+01:00", 2, "2027-01-04T09:00+01:00")] // New Year
    [InlineData("2027-01-05T16:00+01:00", 2, "2027-01-07T09:00+01:00")] // Epiphany
    [InlineData("2028-06-05T16:00+02:00", 2, "2028-06-07T09:00+02:00")] // the National Day
    [InlineData("2027-04-30T16:00+02:00", 2, "2027-05-03T09:00+02:00")] // the First of May
    public void Hours_are_counted_when_people_work(string from, int hours, string until) =>
        Assert.Equal(Instant(until), WorkingHours.After(Instant(from), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2027-02-04", "2027-02-03")]
    [InlineData("2027-02-08", "2027-02-05")]
    [InlineData("2027-03-30", "2027-03-25")]
    public void The_last_working_day_before_a_date(string date, string last) => Assert.Equal(
        DateOnly.Parse(last, CultureInfo.InvariantCulture), WorkingHours.LastDayBefore(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
