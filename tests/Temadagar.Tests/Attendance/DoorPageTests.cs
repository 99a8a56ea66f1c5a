using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Attendance;

public partial class DoorPageTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_camera_is_for_the_page_at_the_door_alone()
    {
        Assert.Contains("camera=self", await PolicyAsync("/incheckning/"), StringComparison.Ordinal);
        foreach (var other in new[] { "/", "/arrangor", "/anmalan", "/incheckningar" })
        {
            Assert.Contains("camera=()", await PolicyAsync(other), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_is_within_the_worker_s_scope()
    {
        using var response = await service.Client.GetAsync("/incheckning?dag=lulea&lang=en");

        Assert.Equal((HttpStatusCode.MovedPermanently, "/incheckning/?dag=lulea&lang=en"), (response.StatusCode, response.Headers.Location!.OriginalString));
        using var page = await service.Client.GetAsync("/incheckning/?dag=lulea");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_worker_keeps_every_file_that_the_page_needs_in_both_languages_and_nothing_of_the_api()
    {
        using var response = await service.Client.GetAsync("/incheckning/sw.js");
        var worker = await response.Content.ReadAsStringAsync();
        var files = JsonSerializer.Deserialize<string[]>(Files().Match(worker).Groups[1].Value)!;

        Assert.Equal(("text/javascript", "no-cache"), (response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString()));
        Assert.Matches("^const VERSION = '[0-9a-f]{16}';", worker);
        Assert.Superset(
            new HashSet<string>(["/css/door.css", "/js/early.js", "/js/door/start.js", "/js/door/words-sv.js", "/js/door/words-en.js", "/js/texts/sv.js", "/js/texts/en.js", "/js/console/session.js", "/fonts/open-sans-latin-400.woff2", "/favicon.svg"]),
            files.ToHashSet());
        Assert.DoesNotContain(files, file => file.StartsWith("/api", StringComparison.Ordinal) || file.StartsWith("/js/lib", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var found = await service.Client.GetAsync(file);
            Assert.True(found.IsSuccessStatusCode, file);
        }
    }

    private async Task<string> PolicyAsync(string path)
    {
        using var response = await service.Client.GetAsync(path);
        return response.Headers.GetValues("Permissions-Policy").Single();
    }

    [GeneratedRegex("^const FILES = (.+);$", RegexOptions.Multiline)]
    private static partial Regex Files();
}
