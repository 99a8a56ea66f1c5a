using System.IO.Compression;
using Microsoft.Playwright;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Temadagar.BrowserTests;

/// <summary>Certificates and badges of a day as files: held in memory until they are whole, or written to the disk as they come, as the browser can.</summary>
[Slow]
public class CertificateDownloadTests(Browser browser)
{
    // The browser's own question for a place cannot be answered from here; the page's own folder has places of the same kind.
    private const string Places = """
        window.showSaveFilePicker = async options => (await navigator.storage.getDirectory()).getFileHandle(options.suggestedName, { create: true });
        window.files = async () => {
          const found = {};
          for await (const [name, handle] of await navigator.storage.getDirectory()) {
            found[name] = [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
          }
          return found;
        };
        """;

    [Fact]
    public async Task All_of_a_day_are_fetched_and_one_sees_how_far_it_has_come_and_can_stop_it()
    {
        await using var day = await DayWithAsync(12);
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);
        // As in browsers that write nothing to the disk for a page.
        await page.AddInitScriptAsync("delete window.showSaveFilePicker");
        await page.OpenAsync(CertificateTests.AddressOf(day));
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.EvaluateAsync("""
            () => {
              window.seen = [];
              const far = document.querySelector('.fetching .steady');
              new MutationObserver(() => window.seen.push(`${far.textContent} ${document.querySelector('.fetching progress').value}`)).observe(far, { childList: true });
            }
            """);

        var zip = await page.RunAndWaitForDownloadAsync(() => page.Button("Hämta en PDF för var och en (ZIP)").ClickAsync());
        await Expect(page.GetByText($"12 intyg är hämtade: {zip.SuggestedFilename}")).ToBeVisibleAsync();
        await using (var archive = await ZipFile.OpenReadAsync(await zip.PathAsync(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(12, archive.Entries.Count);
        }

        Assert.Matches("^12 av 12 intyg, .+ 12$", (await page.EvaluateAsync<string[]>("window.seen"))[^1]);
        var pdf = await page.RunAndWaitForDownloadAsync(() => page.Button("Hämta alla i en PDF").ClickAsync());
        await CertificateTests.AssertPdfAsync(await pdf.PathAsync());
        await Expect(page.GetByText($"12 intyg är hämtade: {pdf.SuggestedFilename}")).ToBeVisibleAsync();
        Assert.Matches("^12 av 12 intyg, .+ 12$", (await page.EvaluateAsync<string[]>("window.seen"))[^1]);
        var badges = await page.RunAndWaitForDownloadAsync(() => page.Button("Hämta namnskyltar (PDF)").ClickAsync());
        await CertificateTests.AssertPdfAsync(await badges.PathAsync());
        var one = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Hämta intyget för Person 3 Ek som PDF" }).ClickAsync());
        await CertificateTests.AssertPdfAsync(await one.PathAsync());

        // A service that has begun and says nothing more.
        await page.RouteAsync("**/certificates.zip*", _ => Task.CompletedTask);
        await page.Button("Hämta en PDF för var och en (ZIP)").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        await page.Button("Avbryt hämtningen").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Hämtningen är avbruten. Inget är sparat.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();
        await Expect(page.Button("Hämta en PDF för var och en (ZIP)")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Where_the_browser_can_a_file_is_written_to_its_place_as_it_comes_and_one_that_is_cut_stopped_or_refused_leaves_nothing()
    {
        await using var day = await DayWithAsync(12);
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer, 1280);
        await page.AddInitScriptAsync(Places);
        await page.OpenAsync(CertificateTests.AddressOf(day));
        var button = page.Button("Hämta en PDF för var och en (ZIP)");
        var name = $"intyg-{day.Slug}.zip";
        var downloads = 0;
        page.Download += (_, _) => downloads++;

        await button.ClickAsync();
        await Expect(page.GetByText($"12 intyg är hämtade: {name}")).ToBeVisibleAsync();
        var written = Assert.Single(await FilesAsync(page));
        Assert.Equal(name, written.Key);
        using (var archive = new ZipArchive(new MemoryStream(written.Value)))
        {
            Assert.Equal(12, archive.Entries.Count);
        }

        Assert.Equal(0, downloads);
        await page.EvaluateAsync("async name => (await navigator.storage.getDirectory()).removeEntry(name)", name);

        await page.EvaluateAsync("""
            () => {
              const real = window.fetch;
              window.fetch = async () => {
                window.fetch = real;
                let sent = false;
                return new Response(new ReadableStream({ pull: to => {
                  if (sent) {
                    to.error(new TypeError('network error'));
                  } else {
                    to.enqueue(new Uint8Array([0x50, 0x4b, 0x03, 0x04]));
                    sent = true;
                  }
                } }));
              };
            }
            """);
        await button.ClickAsync();
        await Expect(page.GetByText("Vi fick inget svar")).ToBeVisibleAsync();
        Assert.Empty(await FilesAsync(page));

        await page.RouteAsync("**/certificates.zip*", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = "{}" }));
        await button.ClickAsync();
        await Expect(page.Locator(".notice.bad:visible")).ToHaveCountAsync(1);
        Assert.Empty(await FilesAsync(page));

        await page.UnrouteAsync("**/certificates.zip*");
        await page.RouteAsync("**/certificates.zip*", _ => Task.CompletedTask);
        await button.ClickAsync();
        await page.Button("Avbryt hämtningen").ClickAsync();
        await Expect(page.GetByText("Hämtningen är avbruten. Inget är sparat.")).ToBeVisibleAsync();
        await Expect(button).ToBeFocusedAsync();
        Assert.Empty(await FilesAsync(page));
    }

    [Fact]
    public async Task Whoever_chooses_no_place_asks_for_nothing_and_a_place_that_cannot_be_written_to_is_told()
    {
        await using var day = await DayWithAsync(1);
        var page = await OrganizerTests.SignedInAsync(browser, day.Service, Role.Organizer);
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/certificates.zip", StringComparison.Ordinal) ? 1 : 0;
        await page.OpenAsync(CertificateTests.AddressOf(day));
        var button = page.Button("Hämta en PDF för var och en (ZIP)");

        await page.EvaluateAsync("() => { window.showSaveFilePicker = async () => { throw new DOMException('', 'AbortError'); }; }");
        await button.ClickAsync();
        await Expect(button).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeHiddenAsync();
        await Expect(page.Locator(".notice:visible")).ToHaveCountAsync(0);

        await page.EvaluateAsync("() => { window.showSaveFilePicker = async () => { throw new DOMException('', 'NotAllowedError'); }; }");
        await button.ClickAsync();
        await Expect(page.GetByText("Filen kunde inte sparas")).ToBeVisibleAsync();
        await AccessibilityTests.CheckAsync(page, "sv");
        Assert.Equal(0, asked);

        await page.EvaluateAsync("""
            () => {
              window.showSaveFilePicker = async () => ({ createWritable: async () => ({
                write: async () => { throw new DOMException('', 'QuotaExceededError'); }, close: async () => {}, abort: async () => { window.aborted = true; },
              }) });
            }
            """);
        await button.ClickAsync();
        await Expect(page.GetByText("Filen kunde inte sparas")).ToBeVisibleAsync();
        await Expect(button).Not.ToHaveAttributeAsync("aria-disabled", "true");
        Assert.True(await page.EvaluateAsync<bool>("window.aborted"));
        Assert.Equal(1, asked);
    }

    private static async Task<HeldDay> DayWithAsync(int people)
    {
        var day = await CertificateTests.DayAsync();
        for (var number = 1; number <= people; number++)
        {
            await day.AttendeeAsync($"Person {number}", "Ek");
        }

        await day.EndAsync();
        await day.IssueAsync();
        return day;
    }

    private static async Task<Dictionary<string, byte[]>> FilesAsync(IPage page) =>
        (await page.EvaluateAsync<Dictionary<string, int[]>>("window.files()")).ToDictionary(file => file.Key, file => file.Value.Select(one => (byte)one).ToArray());
}
