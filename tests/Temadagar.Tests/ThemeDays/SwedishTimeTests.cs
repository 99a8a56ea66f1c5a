using System.Globalization;
using System.Text.RegularExpressions;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.ThemeDays;

/// <summary>An instant has one face, whoever asks for it: docs/api.md, dates and times.</summary>
public partial class SwedishTimeTests
{
    [Theory]
    [InlineData("2026-12-03T23:00:00Z", "torsdag 3 december 2026 kl. 24.00", "Thursday 3 December 2026, midnight")]
    [InlineData("2026-12-03T23:01:00Z", "fredag 4 december 2026 kl. 00.01", "Friday 4 December 2026, 00:01")]
    [InlineData("2026-12-03T22:59:00Z", "torsdag 3 december 2026 kl. 23.59", "Thursday 3 December 2026, 23:59")]
    [InlineData("2026-12-31T23:00:00Z", "torsdag 31 december 2026 kl. 24.00", "Thursday 31 December 2026, midnight")]
    public void What_ends_as_a_day_begins_ends_with_the_one_before(string instant, string swedish, string english)
    {
        var end = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

        Assert.Equal((swedish, english), (Stockholm.WrittenEnd(end, Language.Sv), Stockholm.WrittenEnd(end, Language.En)));
    }

    [Theory]
    [InlineData("2026-07-01T23:30:00Z", "+02:00")]
    [InlineData("2026-12-31T23:30:00Z", "+01:00")]
    public async Task Every_instant_of_a_reply_has_the_offset_of_Swedish_clocks(string now, string offset)
    {
        await using var service = await TestService.StartAsync(Seed.Demo, FakeClock.At(now));
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "asa@example.org");
        var id = (await service.QueryAsync<string>("SELECT Id FROM Registrations"))[0];
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        var person = service.NewClient();
        person.DefaultRequestHeaders.Authorization = new("Bearer", await service.LinkOfAsync("asa@example.org", day));

        var registered = new HashSet<string>();
        foreach (var (client, path) in new[]
        {
            (administrator, $"/api/organizer/theme-days/{day}/registrations"), (administrator, $"/api/organizer/registrations/{id}"), (administrator, $"/api/organizer/theme-days/{day}/attendees.json"),
            (administrator, "/api/organizer/log"), (administrator, "/api/organizer/mails"), (administrator, "/api/organizer/api-keys"), (administrator, $"/api/organizer/theme-days/{day}"),
            (person, "/api/my/registration"), (person, "/api/my/registration/data"), (service.Client, "/api/theme-days"),
        })
        {
            var reply = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
            var instants = Instant().Matches(reply);
            Assert.True(instants.Count > 0, $"{path} has no instant.");
            Assert.All(instants, instant => Assert.Equal(Stockholm.In(DateTimeOffset.Parse(instant.Groups[1].Value + instant.Groups[2].Value, CultureInfo.InvariantCulture)).Offset, Offset(instant.Groups[2].Value)));
            registered.UnionWith(Registered().Matches(reply).Select(match => match.Groups[1].Value));
        }

        Assert.EndsWith(offset, Assert.Single(registered), StringComparison.Ordinal);
    }

    private static TimeSpan Offset(string written) => written == "Z" ? TimeSpan.Zero : TimeSpan.Parse(written[1..], CultureInfo.InvariantCulture) * (written[0] == '-' ? -1 : 1);

    [GeneratedRegex("""
        "(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)"
        """)]
    private static partial Regex Instant();

    [GeneratedRegex("""
        "registeredAt":\s*"([^"]+)"
        """)]
    private static partial Regex Registered();
}
