using System.Net;
using System.Net.Http.Json;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Certificates;

public class CertificateFactsTests
{
    [Fact]
    public async Task More_hours_than_the_day_has_stand_in_the_way_until_they_are_corrected()
    {
        await using var day = await HeldDay.StartAsync();
        await day.AttendeeAsync();
        await day.EndAsync();
        Assert.Empty((await day.PreviewAsync())["missing"]!.AsArray());
        using var corrected = await day.Organizer.PostAsJsonAsync($"{day.Address}/rescheduling", new { startsAt = "2027-02-03T09:00", endsAt = "2027-02-03T12:00" });
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);

        using var settings = await day.Organizer.GetAsync($"{day.Address}/certificate-settings");
        using var refused = await day.TryIssueAsync();

        Assert.Equal("""["hoursBeyondDay"]""", (await settings.JsonAsync())["missing"]!.ToJsonString());
        Assert.Equal("""["hoursBeyondDay"]""", (await day.PreviewAsync())["missing"]!.ToJsonString());
        var problem = await refused.JsonAsync();
        Assert.Equal((HttpStatusCode.Conflict, "/problems/certificate-facts-missing"), (refused.StatusCode, (string)problem["type"]!));
        Assert.Equal(["hoursBeyondDay"], problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.Empty(await day.CertificatesAsync());

        (await day.SignAsync("Karin Ström", hours: 3)).EnsureSuccessStatusCode();
        Assert.Equal(1, (int)(await day.IssueAsync())["issued"]!);
    }
}
