using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;

namespace Temadagar.Tests.Programme;

public class ImportTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_pasted_programme_is_shown_before_it_is_kept_and_then_is_what_was_shown()
    {
        using var stage = await Stage.OfAsync(service);
        var (anna, bo) = (await stage.SpeakerAsync("Anna Ek", "anna.klistrad@example.org"), await stage.SpeakerAsync("Bo Öberg", "bo.klistrad@example.org"));
        var kept = Stage.Session("09:00", "09:30", "Välkommen", "Aulan", anna);
        (kept["abstract"], kept["kind"]) = ("Behålls", "panel");
        using var put = await stage.PutAsync(kept, Stage.Session("10:00", "11:00", "Gammal titel", "Aulan", anna), Stage.Session("12:00", "13:00", "Försvinner", "Aulan"));
        put.EnsureSuccessStatusCode();
        const string csv = "Tid;Titel;Medverkande;Lokal\n09:00-09:30;Välkommen;anna.klistrad@example.org;aulan\n9.30–10.00;Fika\n\nkl. 10:00 - 11:15;\"Ny titel; med tecken\";Bo.Klistrad@example.org, anna.klistrad@example.org;Aulan\n";

        using var preview = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv(csv));
        var before = (await stage.ReadAsync()).Programme;
        var shown = await preview.JsonAsync();
        using var used = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv(csv), preview.Headers.ETag!.Tag);

        Assert.Equal(["same", "new", "changed"], shown["sessions"]!.AsArray().Select(session => (string)session!["change"]!));
        Assert.Equal(("break", "Ny titel; med tecken", "Gammal titel"), ((string)shown["sessions"]![1]!["kind"]!, (string)shown["sessions"]![2]!["title"]!, (string)shown["sessions"]![2]!["before"]!["title"]!));
        Assert.Equal(["Försvinner"], shown["removed"]!.AsArray().Select(session => (string)session!["title"]!));
        Assert.Equal(3, before["sessions"]!.AsArray().Count);
        var after = (await used.JsonAsync())["sessions"]!.AsArray();
        Assert.Equal(["09:00–09:30 Välkommen", "09:30–10:00 Fika", "10:00–11:15 Ny titel; med tecken"], after.Select(session => $"{session!["startsAt"]}–{session["endsAt"]} {session["title"]}"));
        Assert.Equal(("Behålls", "panel"), ((string)after[0]!["abstract"]!, (string)after[0]!["kind"]!));
        Assert.Equal([bo.ToString(), anna.ToString()], after[2]!["speakers"]!.AsArray().Select(id => (string)id!));
        Assert.Equal(before["sessions"]!.AsArray().Take(2).Select(session => (string)session!["id"]!), [(string)after[0]!["id"]!, (string)after[2]!["id"]!]);
    }

    [Fact]
    public async Task Each_faulty_line_is_named_and_nothing_is_kept()
    {
        using var stage = await Stage.OfAsync(service);
        const string csv = "09:00-10:00;Bra\n25:00-26:00;Fel tid\n10:00-09:00;Baklänges\n11:00-12:00;;;\n12:00-13:00;Vem;ingen@example.org\n13:00-14:00;A;;B;C\nstruntprat";

        using var preview = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv(csv));
        using var kept = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv(csv), (await stage.ReadAsync()).Tag);

        Assert.Equal(["lines[2]", "lines[3]", "lines[4]", "lines[5]", "lines[6]", "lines[7]"], await PlanDayTests.FaultsAsync(preview));
        var faults = (await kept.JsonAsync())["errors"]!;
        Assert.Equal("Rad 5: ingen av era medverkande har adressen ingen@example.org.", (string)faults["lines[5]"]![0]!);
        Assert.Equal(["Rad 7: skriv tiden som 09.00–10.15, och semikolon eller tabb mellan kolumnerna.", "Rad 7: titeln saknas."], faults["lines[7]"]!.AsArray().Select(fault => (string)fault!));
        Assert.Empty((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Fact]
    public async Task More_sessions_than_a_programme_can_have_are_refused_at_the_line_where_they_are_too_many()
    {
        using var stage = await Stage.OfAsync(service);
        static string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"{new TimeOnly(9, 0).AddMinutes(number * 5):HH:mm}-{new TimeOnly(9, 5).AddMinutes(number * 5):HH:mm};Pass {number}")));

        using var full = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("Tid;Titel\n" + Lines(60)));
        using var shown = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("Tid;Titel\n" + Lines(61) + "\nstruntprat"));
        using var kept = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv("Tid;Titel\n" + Lines(61)), (await stage.ReadAsync()).Tag);

        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(60, (await full.JsonAsync())["sessions"]!.AsArray().Count);
        Assert.Equal(["lines[62]"], await PlanDayTests.FaultsAsync(shown));
        Assert.Equal("Rad 62: ett program kan ha högst 60 pass.", (string)(await kept.JsonAsync())["errors"]!["lines[62]"]![0]!);
        Assert.Empty((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Fact]
    public async Task More_speakers_than_a_session_can_have_and_a_title_that_is_too_long_are_refused_at_their_lines()
    {
        using var stage = await Stage.OfAsync(service);
        var addresses = Enumerable.Range(0, 21).Select(number => $"manga{number}@example.org").ToArray();
        foreach (var address in addresses)
        {
            await stage.SpeakerAsync("En av många", address);
        }

        var (many, tooMany) = (string.Join(", ", addresses[..20]), string.Join(", ", addresses));
        using var full = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv($"09:00-10:00;{new string('x', 200)};{many}, {addresses[0]}"));
        using var kept = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv($"09:00-10:00;Bra\n10:00-11:00;Trångt;{tooMany}\n11:00-12:00;{new string('x', 201)}"), (await stage.ReadAsync()).Tag);

        Assert.Equal(HttpStatusCode.OK, full.StatusCode);
        Assert.Equal(20, (await full.JsonAsync())["sessions"]![0]!["speakers"]!.AsArray().Count);
        var faults = (await PlanDayTests.AssertProblemAsync(kept, HttpStatusCode.BadRequest, "invalid-input"))["errors"]!.AsObject();
        Assert.Equal(
            ["lines[2]: Rad 2: högst 20 medverkande får plats.", "lines[3]: Rad 3: Skriv högst 200 tecken."],
            faults.Select(fault => $"{fault.Key}: {string.Join(' ', fault.Value!.AsArray().Select(text => (string)text!))}"));
        Assert.Empty((await stage.ReadAsync()).Programme["sessions"]!.AsArray());
    }

    [Theory]
    [InlineData("", "csv")]
    [InlineData("Tid;Titel", "csv")]
    [InlineData("09:00-10:00;\u202Etitel", "csv")]
    public async Task Nothing_to_read_is_told(string csv, string fault)
    {
        using var stage = await Stage.OfAsync(service);

        using var preview = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv(csv));

        Assert.Equal([fault], await PlanDayTests.FaultsAsync(preview));
    }

    [Fact]
    public async Task Tabs_from_a_spreadsheet_do_as_well_and_what_contradicts_itself_is_refused_before_it_is_kept()
    {
        using var stage = await Stage.OfAsync(service);

        using var tabs = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00\tMed; semikolon\t\tAulan\n10:00-11:00\tTvå\t\tAulan"));
        using var clash = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00;Ett;;Aulan\n09:30-11:00;Två;;Aulan"));

        Assert.Equal(["Med; semikolon", "Två"], (await tabs.JsonAsync())["sessions"]!.AsArray().Select(session => (string)session!["title"]!));
        await PlanDayTests.AssertProblemAsync(clash, HttpStatusCode.Conflict, "room-taken");
    }

    [Fact]
    public async Task The_order_of_the_lines_means_nothing_and_a_quotation_mark_that_is_not_closed_is_a_fault()
    {
        using var stage = await Stage.OfAsync(service);
        (await stage.PutAsync(Stage.Session("09:00", "10:00", "Ett", "A"), Stage.Session("09:00", "10:00", "Två"), Stage.Session("09:00", "10:00", "Tre"))).EnsureSuccessStatusCode();

        using var swapped = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00;Tre\n09:00-10:00;Ett;;A\n09:00-10:00;Två"));
        using var open = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00;\"Vägar ut;nagon@example.org;Aula\n10:00-11:00;\"A\"b\";;X\n11:00-12:00;Bra"));

        Assert.Equal(["same", "same", "same"], (await swapped.JsonAsync())["sessions"]!.AsArray().Select(session => (string)session!["change"]!));
        Assert.Equal(["lines[1]", "lines[2]"], await PlanDayTests.FaultsAsync(open));
        using var within = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00;Vad är \"AI\"?;;A"));
        Assert.Equal("Vad är \"AI\"?", (string)(await within.JsonAsync())["sessions"]![0]!["title"]!);
    }

    [Fact]
    public async Task What_was_shown_before_another_s_edit_is_stale()
    {
        using var stage = await Stage.OfAsync(service);
        using var preview = await stage.SendAsync(HttpMethod.Post, "programme/import?preview=true", Csv("09:00-10:00;Ett"));
        using var other = await stage.PutAsync(Stage.Session("11:00", "12:00", "Annat"));
        other.EnsureSuccessStatusCode();

        using var kept = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv("09:00-10:00;Ett"), preview.Headers.ETag!.Tag);
        using var without = await stage.SendAsync(HttpMethod.Post, "programme/import", Csv("09:00-10:00;Ett"));

        await PlanDayTests.AssertProblemAsync(kept, HttpStatusCode.PreconditionFailed, "stale");
        await PlanDayTests.AssertProblemAsync(without, HttpStatusCode.PreconditionRequired, "if-match-missing");
        Assert.Equal("Annat", (string)(await stage.ReadAsync()).Programme["sessions"]![0]!["title"]!);
    }

    private static JsonObject Csv(string csv) => new() { ["csv"] = csv };
}
