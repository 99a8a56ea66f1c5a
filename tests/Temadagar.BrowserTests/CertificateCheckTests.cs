using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>The page of a stranger who has a certificate in front of them.</summary>
[Slow]
public class CertificateCheckTests(Browser browser)
{
    [Fact]
    public async Task Anyone_checks_a_certificate_by_its_code_with_the_keyboard_in_its_own_language_and_the_code_goes_nowhere_else()
    {
        await using var day = await CertificateTests.DayAsync("--Limits:VerificationsPerMinute=6");
        var id = await day.AttendeeAsync("Elle-Máret", "Gaup", "elle@example.org", "en");
        await day.EndAsync();
        await day.IssueAsync();
        var code = day.CodeOf(await day.CertificateAsync(id));
        var page = await browser.NewPageAsync(day.Service.Address, 320, 900);
        var told = new List<string>();
        page.Request += (_, request) => told.AddRange(new[] { request.Url, request.Headers.GetValueOrDefault("referer") ?? "" }.Where(text => text.Contains(code, StringComparison.OrdinalIgnoreCase)));

        await page.OpenAsync("/intyg");
        await page.Locator("#code").FocusAsync();
        await page.Keyboard.TypeAsync($"https://temadagar.example.org/intyg/{code.ToUpperInvariant()}?lang=sv ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("The certificate is valid")).ToBeVisibleAsync();
        Assert.Equal(new Uri(day.Service.Address, "/intyg/" + code).ToString(), page.Url);
        await Expect(page.Locator(".certificate")).ToContainTextAsync("6 hours");
        await Expect(page.Locator("meta[name=robots]")).ToHaveAttributeAsync("content", "noindex");
        await AccessibilityTests.CheckAsync(page, "en");
        Assert.DoesNotContain(code, await page.TitleAsync(), StringComparison.OrdinalIgnoreCase);
        await page.Locator("#other-language").ClickAsync();
        await Expect(page.Heading("Intyget gäller")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(2, told.Count(url => url.Contains("/api/", StringComparison.Ordinal)));
        Assert.All(told, url => Assert.Matches($"^{Regex.Escape(day.Service.Address.ToString())}(api/certificates|intyg)/", url));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".certificate")).ToBeVisibleAsync();
        await Expect(page.Button("Skriv ut")).ToBeHiddenAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await page.OpenAsync("/intyg/" + code[..^1] + "?lang=sv");
        await Expect(page.Heading("Vi hittar inget intyg med den koden")).ToBeVisibleAsync();
        await Expect(page.Locator("#code")).ToHaveValueAsync(code[..^1]);
        for (var time = 0; time < 6; time++)
        {
            (await day.VerifyAsync(code)).Dispose();
        }

        await page.ReloadAsync();
        await Expect(page.Heading("För många försök")).ToBeVisibleAsync();
        await Expect(page.GetByText("Många från samma nätverk har kontrollerat intyg")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
    }

    [Fact]
    public async Task A_view_asks_once_whatever_the_answer_and_trying_again_asks_once_more()
    {
        await using var day = await CertificateTests.DayAsync("--Limits:VerificationsPerMinute=3");
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var code = day.CodeOf(await day.CertificateAsync(id));
        var page = await browser.NewPageAsync(day.Service.Address, 320);
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/api/certificates/", StringComparison.Ordinal) ? 1 : 0;

        await page.OpenAsync("/intyg/" + code[..^1]);
        await Expect(page.Heading("Vi hittar inget intyg med den koden")).ToBeVisibleAsync();
        Assert.Equal(1, asked);

        await page.RouteAsync("**/api/certificates/*", route => route.AbortAsync());
        await page.OpenAsync("/intyg/" + code);
        await Expect(page.Heading("Vi fick inget svar")).ToBeVisibleAsync();
        Assert.Equal(2, asked);
        await page.UnrouteAsync("**/api/certificates/*");
        await page.Button("Försök igen").ClickAsync();
        await Expect(page.Heading("Intyget gäller")).ToBeFocusedAsync();
        Assert.Equal(3, asked);

        await page.ReloadAsync();
        await Expect(page.Heading("Intyget gäller")).ToBeVisibleAsync();
        Assert.Equal(4, asked);
        await page.ReloadAsync();
        await Expect(page.Heading("För många försök")).ToBeVisibleAsync();
        Assert.Equal(5, asked);
    }

    [Fact]
    public async Task With_text_twice_as_large_no_state_of_a_certificate_is_wider_than_a_phone()
    {
        await using var day = await CertificateTests.DayAsync();
        var renamed = await day.AttendeeAsync("Elle-Máret", "Sárá");
        var revoked = await day.AttendeeAsync("Bo", "Ek");
        await day.EndAsync();
        await day.IssueAsync();
        await day.RenameAsync(renamed, "Elle-Máret", "Gaup");
        await day.IssueAsync();
        (await day.RevokeAsync(await day.CertificateAsync(revoked))).EnsureSuccessStatusCode();
        var page = await browser.NewPageAsync(day.Service.Address, 320);

        var states = new HashSet<string>();
        foreach (var certificate in await day.CertificatesAsync())
        {
            states.Add((string)certificate["state"]!);
            foreach (var language in new[] { "sv", "en" })
            {
                await page.OpenAsync($"/intyg/{day.CodeOf(certificate)}?lang={language}");
                await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
                await AccessibilityTests.CheckAsync(page, language);
            }
        }

        Assert.Equal(["replaced", "revoked", "valid"], states.Order());
    }

    [Theory]
    [InlineData(true, "Be den som visade intyget om det nya.", "Ask the person who showed it to you for the new one.")]
    [InlineData(false, "Det ersattes av ett nyare onsdag 3 februari 2027, som inte heller gäller längre.", "It was replaced by a newer one on Wednesday 3 February 2027, which is no longer valid either.")]
    public async Task Of_a_replaced_one_the_page_says_whether_there_is_a_new_one_to_ask_for(bool hasValidSuccessor, string swedish, string english)
    {
        await using var day = await CertificateTests.DayAsync();
        var id = await day.AttendeeAsync();
        await day.EndAsync();
        await day.IssueAsync();
        var code = day.CodeOf(await day.CertificateAsync(id));
        await day.RenameAsync(id, "Åsa", "Öman");
        await day.IssueAsync();
        var page = await browser.NewPageAsync(day.Service.Address, 320);
        await page.RouteAsync("**/api/certificates/*", async route =>
        {
            var reply = await route.FetchAsync();
            var found = JsonNode.Parse(await reply.TextAsync())!;
            found["hasValidSuccessor"] = hasValidSuccessor;
            await route.FulfillAsync(new() { Response = reply, Body = found.ToJsonString() });
        });

        await page.OpenAsync("/intyg/" + code);
        await Expect(page.Heading("Intyget är ersatt")).ToBeVisibleAsync();
        await Expect(page.Locator(".lead")).ToContainTextAsync(swedish);
        // By the clock of the service: the browser's is the real one.
        await Expect(page.GetByText("Kontrollerat onsdag 3 februari 2027 kl. 17.00.")).ToBeVisibleAsync();
        await page.Locator("#other-language").ClickAsync();
        await Expect(page.Locator(".lead")).ToContainTextAsync(english);
        await AccessibilityTests.CheckAsync(page, "en");
    }
}
