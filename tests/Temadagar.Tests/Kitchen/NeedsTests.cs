using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Temadagar.Data;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Offers;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;
using Temadagar.Tests.Planning;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Kitchen;

public class NeedsTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Needs = OwnChanges.Mine + "/needs";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_kitchen_gets_counts_and_notes_and_no_names()
    {
        var day = await FoodDayAsync();
        await RegisterAsync(day, "onSite", "kock1@example.org", new { diet = "vegan", dietNote = "Ingen soja", accessNeeds = "Hörslinga" });
        await RegisterAsync(day, "onSite", "kock2@example.org", new { diet = "vegan" });
        await RegisterAsync(day, "onSite", "kock3@example.org", new { dietNote = "Allergisk mot ägg" });
        await RegisterAsync(day, "onSite", "kock4@example.org", new { });

        var sheet = await SheetAsync(day);

        Assert.Equal((4, 0), ((int)sheet["people"]!, (int)sheet["unreadable"]!));
        Assert.Equal("""[{"diet":"vegan","count":2,"notes":["Ingen soja"]},{"diet":"other","count":1,"notes":["Allergisk mot ägg"]}]""", Plain(sheet["diets"]!));
        Assert.Equal("""["Hörslinga"]""", Plain(sheet["accessNeeds"]!));
        using var planner = await Planner.OfAsync(service);
        using var csv = await planner.GetAsync($"{day}/diet-counts.csv");
        Assert.Equal("\uFEFFKost;Antal;Tillägg\r\nUtan önskemål;1;\r\nVegansk;2;Ingen soja\r\nAnnan kost;1;Allergisk mot ägg\r\n", Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync()));
        Assert.Equal(2, await service.CountAsync("AccessLog l JOIN ThemeDays d ON d.Id = l.SubjectId WHERE l.Action = 'kitchenSheetOpened' AND d.Slug = @day", new { day }));
    }

    [Theory]
    [InlineData(false, "onSite", null, "Hörslinga")]
    [InlineData(true, "online", null, null)]
    [InlineData(true, "onSite", "vegan", "Hörslinga")]
    public async Task What_is_not_asked_for_is_not_kept(bool servesFood, string participation, string? diet, string? access)
    {
        var day = await service.AddDayAsync(online: 5, change: one => one with { ServesFood = servesFood });
        var email = $"fraga-{servesFood}-{participation}@example.org".ToLowerInvariant();
        await RegisterAsync(day, participation, email, new { diet = "vegan", accessNeeds = "Hörslinga" });

        var held = await HeldAsync(email, day);

        Assert.Equal((diet, access), ((string?)held["diet"], (string?)held["accessNeeds"]));
        Assert.Equal(diet is null && access is null ? 0 : 1, await NeedsAsync(day));
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_in_the_database_in_mails_or_in_lists()
    {
        const string marked = "Mannagrynsallergi";
        var day = await FoodDayAsync();
        await RegisterAsync(day, "onSite", "markt@example.org", new { diet = "other", dietNote = marked, accessNeeds = marked });
        await service.MailsAsync("registration-confirmed", "markt@example.org");
        using var planner = await Planner.OfAsync(service);
        foreach (var list in new[] { "attendees.json?status=all", "attendees.csv?status=all", "registrations?q=Mannagrynsallergi", "registrations" })
        {
            using var reply = await planner.GetAsync($"{day}/{list}");
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.DoesNotContain(marked, await reply.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(service.Mails(), mail => Assert.DoesNotContain(marked, mail.ToString(), StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(service.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            Assert.True(copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(marked)) < 0, file);
        }

        Assert.Equal(marked, (string)(await HeldAsync("markt@example.org", day))["dietNote"]!);
    }

    [Fact]
    public async Task A_person_changes_it_on_the_own_page_and_nobody_keeps_it_once_they_do_not_come()
    {
        var day = await FoodDayAsync(online: 5);
        await RegisterAsync(day, "onSite", "andrar@example.org", new { diet = "vegan" });
        var secret = await service.LinkOfAsync("andrar@example.org", day);

        var changed = (await service.MyAsync(HttpMethod.Put, Needs, secret, new { diet = "other", dietNote = "Utan lök" }).OkAsync())["needs"]!;
        Assert.Equal((true, "other", "Utan lök"), ((bool)changed["asksDiet"]!, (string)changed["diet"]!, (string)changed["dietNote"]!));
        using var wordless = await service.MyAsync(HttpMethod.Put, Needs, secret, new { diet = "other" });
        await AssertProblemAsync(wordless, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(1, await NeedsAsync(day));

        Assert.Null((await service.TakePartAsync(secret, "online").OkAsync())["needs"]);
        Assert.Equal(0, await NeedsAsync(day));
        await service.TakePartAsync(secret, "onSite").OkAsync();
        await service.MyAsync(HttpMethod.Put, Needs, secret, new { diet = "vegan" }).OkAsync();
        await service.CancelAsync("andrar@example.org", day);
        Assert.Equal(0, await NeedsAsync(day));
    }

    [Fact]
    public async Task Whoever_waits_on_site_keeps_it_until_the_wait_is_over()
    {
        var day = await FoodDayAsync(onSite: 1, online: 5);
        await service.FareAsync(day, "forst@example.org");
        await RegisterAsync(day, "onSite", "vantar-mat@example.org", new { diet = "vegan" });
        var secret = await service.LinkOfAsync("vantar-mat@example.org", day);

        var mine = await service.TakePartAsync(secret, "online").OkAsync();
        Assert.Equal("vegan", (string)mine["needs"]!["diet"]!);
        Assert.Empty((await SheetAsync(day))["diets"]!.AsArray());

        await service.CancelAsync("forst@example.org", day);
        await service.AnswersAsync("vantar-mat@example.org", day, "claim");
        Assert.Equal(1, (int)(await SheetAsync(day))["diets"]![0]!["count"]!);
        await service.TakePartAsync(secret, "online").OkAsync();
        Assert.Equal(0, await NeedsAsync(day));
    }

    [Fact]
    public async Task A_colleague_who_takes_over_does_not_get_it()
    {
        var day = await FoodDayAsync();
        await RegisterAsync(day, "onSite", "lamnar-mat@example.org", new { diet = "glutenFree", dietNote = "Celiaki" });
        await service.HandOverAsync(await service.LinkOfAsync("lamnar-mat@example.org", day), "tar-mat@example.org").OkAsync();

        var secret = (string)(await service.AcceptAsync("handover-asked", "tar-mat@example.org").OkAsync())["secret"]!;

        Assert.Null((string?)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["needs"]!["diet"]);
        Assert.Equal(0, await NeedsAsync(day));
    }

    [Fact]
    public async Task An_organizer_writes_it_for_someone_who_telephones_and_never_reads_it()
    {
        var day = await FoodDayAsync();
        using var planner = await Planner.OfAsync(service);
        var body = Some.Participant("ringer-mat@example.org");
        (body["participation"], body["diet"]) = ("onSite", "vegetarian");
        var id = (string)(await planner.DoAsync(day, "registrations", body).OkAsync())["id"]!;
        Assert.Equal("vegetarian", (string)(await SheetAsync(day))["diets"]![0]!["diet"]!);

        using var organizer = service.WithKey(await service.KeyAsync(Role.Administrator, null));
        var address = new Uri($"/api/organizer/registrations/{id}/needs", UriKind.Relative);
        using var written = await organizer.PutAsync(address, JsonContent("""{"diet":"vegan"}"""));
        Assert.Equal(HttpStatusCode.NoContent, written.StatusCode);

        Assert.Equal("vegan", (string)(await SheetAsync(day))["diets"]![0]!["diet"]!);
        using var person = await organizer.GetAsync(new Uri($"/api/organizer/registrations/{id}", UriKind.Relative));
        Assert.DoesNotContain("vegan", await person.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var another = service.WithKey(await service.KeyAsync(Role.Organizer, "jamtland"));
        using var refused = await another.PutAsync(address, JsonContent("{}"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var unseen = await another.GetAsync(new Uri($"/api/organizer/theme-days/{day}/diet-counts", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
    }

    [Fact]
    public async Task Without_its_key_it_is_counted_as_unreadable_and_the_own_page_still_opens()
    {
        var day = await FoodDayAsync();
        await RegisterAsync(day, "onSite", "nyckel@example.org", new { diet = "vegan" });
        await service.Database.WriteAsync(write => write.ExecuteAsync(
            "UPDATE Needs SET Sealed = @Sealed WHERE RegistrationId IN (SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day)",
            new { Sealed = new byte[200], day }), CancellationToken.None);

        Assert.Equal(1, (int)(await SheetAsync(day))["unreadable"]!);
        Assert.Null((string?)(await HeldAsync("nyckel@example.org", day))["diet"]);
        var secret = await service.LinkOfAsync("nyckel@example.org", day);
        Assert.Null((await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret).OkAsync())["needs"]);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_diet_has_one_name_in_the_file_for_the_caterer_and_on_the_pages(string language)
    {
        var day = await FoodDayAsync();
        foreach (var diet in Code.All<Diet>())
        {
            await RegisterAsync(day, "onSite", $"{diet}-{language}@example.org", new { diet, dietNote = "Mer" });
        }

        var words = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Temadagar", "wwwroot", "js", "texts", $"needs-{language}.js"), TestContext.Current.CancellationToken);
        using var planner = await Planner.OfAsync(service);
        using var csv = await planner.GetAsync($"{day}/diet-counts.csv?lang={language}");
        var rows = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        foreach (var diet in Code.All<Diet>())
        {
            var name = System.Text.RegularExpressions.Regex.Match(words, $"\\b{diet}: '([^']+)'").Groups[1].Value;
            Assert.Contains($"{name};1;Mer", rows);
        }
    }

    private Task<string> FoodDayAsync(int onSite = 10, int? online = null) => service.AddDayAsync(onSite, online, day => day with { ServesFood = true });

    private async Task RegisterAsync(string day, string participation, string email, object needs)
    {
        var person = Some.Participant(email);
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(needs)!.AsObject())
        {
            person[name] = (string?)value;
        }

        using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug = day, participation } }, participants = new[] { person } });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private async Task<JsonObject> SheetAsync(string day)
    {
        using var planner = await Planner.OfAsync(service);
        return await planner.GetAsync($"{day}/diet-counts").OkAsync();
    }

    private async Task<JsonNode> HeldAsync(string email, string day) =>
        (await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, await service.LinkOfAsync(email, day)).OkAsync())["needs"] ?? new JsonObject();

    private Task<long> NeedsAsync(string day) => service.CountAsync("Needs n JOIN Registrations r ON r.Id = n.RegistrationId JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day });

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static StringContent JsonContent(string json) => new(json, Encoding.UTF8, "application/json");
}
