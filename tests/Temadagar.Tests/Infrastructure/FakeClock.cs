using Microsoft.Extensions.Time.Testing;

namespace Temadagar.Tests.Infrastructure;

public static class FakeClock
{
    /// <summary>A clock that stands at a moment, by default noon in Stockholm on 3 February 2027, a Wednesday.</summary>
    public static FakeTimeProvider At(string moment = "2027-02-03T12:00:00+01:00") =>
        new(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
}
