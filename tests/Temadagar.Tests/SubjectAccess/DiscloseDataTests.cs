using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Erasure;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;
using static Temadagar.Tests.Planning.PlanDayTests;
using static Temadagar.Tests.ProtectedPeople.ProtectedCalls;

namespace Temadagar.Tests.SubjectAccess;

/// <summary>Someone without a page of their own asks the organizer what is held of them, and to be erased.</summary>
public class DiscloseDataTests
{
    private const string Board = "Länsstyrelsen Norrbotten";

    [Fact]
    public async Task All_that_is_held_of_someone_without_an_address_is_handed_over_and_the_look_is_among_it()
    {
        await using var day = await StartAsync();
        var organizer = await day.Service.AccountAsync("anna@example.org");
        var id = await day.PersonAsync("Siv", "Brev");
        using (var written = await organizer.SendAsync(HttpMethod.Put, $"/api/organizer/registrations/{id}/needs", new { accessNeeds = "Hörslinga" }))
        {
            Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync());
        }

        using var response = await organizer.GetAsync($"/api/organizer/registrations/{id}/data");

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var held = await response.JsonAsync();
        Assert.Equal(("Siv", null, "Hörslinga"), ((string)held["firstName"]!, (string?)held["email"], (string)held["needs"]!["accessNeeds"]!));
        // Registered and written by the one, and taken out: in the log before it was shown.
        Assert.Equal(["changed 2", "disclosed 1"], held["looks"]!.AsArray().Where(look => (string?)look!["board"] == Board).Select(look => $"{(string)look!["kind"]!} {(int)look["times"]!}").Order());
        Assert.Equal(1, await day.Service.CountAsync("AccessLog WHERE Action = 'dataDisclosed' AND SubjectId = @id", new { id }));
    }

    [Fact]
    public async Task Whoever_can_be_sent_a_link_reads_it_there_and_nobody_else_s_people_are_shown()
    {
        await using var day = await StartAsync();
        var organizer = await day.Service.AccountAsync("anna@example.org");
        var other = await HandlerAsync(day, "vasterbotten");
        var (mailed, without) = (await day.PersonAsync(email: "asa@example.org"), await day.PersonAsync("Siv", "Brev"));

        using var refused = await organizer.GetAsync($"/api/organizer/registrations/{mailed}/data");
        await AssertProblemAsync(refused, HttpStatusCode.Conflict, "has-own-page");
        using var unseen = await other.GetAsync($"/api/organizer/registrations/{without}/data");
        await AssertProblemAsync(unseen, HttpStatusCode.NotFound, "unknown-registration");
        using var unasked = await other.PostAsync($"/api/organizer/registrations/{without}/erasure-request", new { message = "Ringde." });
        await AssertProblemAsync(unasked, HttpStatusCode.NotFound, "unknown-registration");
        using (var shared = await day.Organizer.PutAsJsonAsync($"{day.Address}/sharing", new { boards = new[] { "vasterbotten" }, stewards = Array.Empty<string>() }))
        {
            Assert.True(shared.IsSuccessStatusCode, await shared.Content.ReadAsStringAsync());
        }

        using var notOwn = await other.GetAsync($"/api/organizer/registrations/{without}/data");
        await AssertProblemAsync(notOwn, HttpStatusCode.Forbidden, "not-own-day");
        using var key = await day.Organizer.GetAsync($"/api/organizer/registrations/{without}/data");
        await AssertProblemAsync(key, HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(0, await day.Service.CountAsync("AccessLog WHERE Action IN ('dataDisclosed', 'erasureAsked')"));
    }

    [Fact]
    public async Task A_wish_to_be_erased_that_came_by_letter_is_a_case_and_the_person_is_erased()
    {
        await using var day = await StartAsync();
        var id = await day.PersonAsync("Siv", "Brev");
        var ask = $"/api/organizer/registrations/{id}/erasure-request";

        using var asked = await day.Organizer.PostAsJsonAsync(ask, new { message = "Brev 3 februari." });
        using var again = await day.Organizer.PostAsJsonAsync(ask, new { message = "En gång till." });

        var (first, second) = (await asked.JsonAsync(), await again.JsonAsync());
        Assert.Equal(((string)first["id"]!, "Brev 3 februari."), ((string)second["id"]!, (string)second["message"]!));
        Assert.Equal((false, true), ((bool)first["already"]!, (bool)second["already"]!));
        Assert.Equal(1, await day.Service.CountAsync("AccessLog WHERE Action = 'erasureAsked'"));
        var one = Assert.Single(JsonNode.Parse(await day.Organizer.GetStringAsync(new Uri($"{day.Address}/erasure-requests", UriKind.Relative)))!.AsArray())!;
        Assert.Equal(("Siv", false, "Brev 3 februari."), ((string)one["firstName"]!, (bool)one["hasEmail"]!, (string)one["message"]!));
        using var granted = await day.Organizer.PostAsJsonAsync($"{day.Address}/erasure-requests/{(string)one["id"]!}/answer", new { outcome = "granted", answer = "Sagt i telefon." });
        Assert.True(granted.IsSuccessStatusCode, await granted.Content.ReadAsStringAsync());
        using var late = await day.Organizer.PostAsJsonAsync(ask, new { message = "Och nu?" });
        Assert.Equal("granted", (string)(await late.JsonAsync())["outcome"]!);
        await EraseSoonAsync(day, id.ToString());
        await AssertPlacesAsync(day);
    }

    [Fact]
    public async Task Someone_with_protected_identity_is_handed_all_of_it_against_a_reason_and_erased_where_they_are_handled()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = (string)(await RegisterAsync(handler, day))["id"]!;
        await OpenAsync(handler, id, "Lokalen är ändrad.");
        using (var nothing = await handler.PostAsync($"/api/organizer/protected-people/{id}/data", new { reason = " " }))
        {
            Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        }

        using var disclosed = await handler.PostAsync($"/api/organizer/protected-people/{id}/data", new { reason = "Begärt brev." });
        var all = await disclosed.JsonAsync();

        Assert.Equal(("Alias", "Zqfornamn", "Zqanteckning"), ((string)all["held"]!["firstName"]!, (string)all["contact"]!["firstName"]!, (string)all["contact"]!["note"]!));
        Assert.Equal(["Begärt brev.", "Lokalen är ändrad."], all["reasons"]!.AsArray().Select(reason => (string)reason!["reason"]!).Order());
        // Which board, not which official.
        Assert.DoesNotContain("Hedda", all.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["changed", "disclosed", "opened"], all["held"]!["looks"]!.AsArray().Select(look => (string)look!["kind"]!).Order());

        using (var asked = await handler.PostAsync($"/api/organizer/protected-people/{id}/erasure-request", new { }))
        {
            Assert.NotNull((await asked.JsonAsync())["erasureAskedAt"]);
        }

        // Neither the day's cases nor a mail to the board tell that there is someone.
        using (var cases = await handler.GetAsync($"{day.Address}/erasure-requests"))
        {
            Assert.Equal("[]", await cases.Content.ReadAsStringAsync());
        }

        Assert.Equal(0, await day.Service.CountAsync("Outbox WHERE Kind = 'erasure-asked'"));
        var request = (await day.Service.QueryAsync<string>("SELECT Id FROM ErasureRequests"))[0];
        using (var others = await day.Organizer.PostAsJsonAsync($"{day.Address}/erasure-requests/{request}/answer", new { outcome = "granted", answer = "Nej." }))
        {
            await AssertProblemAsync(others, HttpStatusCode.NotFound, "unknown-erasure-request");
        }

        // Whom the person has registered for since, under the true name; another has the alias for a name.
        await SubmitAsync(day, "Zqfornamn Zqefternamn", "kollega@example.org");
        await SubmitAsync(day, "Alias Röd", "annan@example.org");
        using (var granted = await handler.PostAsync($"/api/organizer/protected-people/{id}/erasure-answer", new { outcome = "granted" }))
        {
            Assert.True(granted.IsSuccessStatusCode, await granted.Content.ReadAsStringAsync());
        }

        using (var twice = await handler.PostAsync($"/api/organizer/protected-people/{id}/erasure-answer", new { outcome = "refused" }))
        {
            await AssertProblemAsync(twice, HttpStatusCode.Conflict, "erasure-answered");
        }

        await EraseSoonAsync(day, id);
        Assert.Equal((0, 0), (await day.Service.CountAsync("ProtectedPeople"), await day.Service.CountAsync("ProtectedLooks")));
        Assert.Equal(["Alias Röd"], await day.Service.QueryAsync<string>("SELECT RegisteredBy FROM Registrations WHERE RegisteredBy IS NOT NULL"));
        await AssertPlacesAsync(day);
    }

    [Fact]
    public async Task Attendance_that_is_written_for_a_few_is_told_to_them_and_to_nobody_else_of_the_day()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var hidden = (string)(await RegisterAsync(handler, day))["id"]!;
        var (came, other) = ((await day.PersonAsync("Siv", "Kom")).ToString(), (await day.PersonAsync("Eva", "Annan")).ToString());
        await EndAsync(day, handler);

        await CameAsync(handler, day, hidden);
        await CameAsync(handler, day, came);

        Assert.Equal(new[] { hidden, came }.Order(), (await day.Service.QueryAsync<string>("SELECT SubjectId FROM AccessLog WHERE Action = 'attendanceEntered'")).Order());
        Assert.Contains("attendance", await LooksAsync($"registrations/{came}/data", null), StringComparison.Ordinal);
        Assert.DoesNotContain("attendance", await LooksAsync($"registrations/{other}/data", null), StringComparison.Ordinal);
        Assert.Contains("attendance", await LooksAsync($"protected-people/{hidden}/data", new { reason = "Begärt." }), StringComparison.Ordinal);

        async Task<string> LooksAsync(string path, object? body)
        {
            using var response = body is null ? await handler.GetAsync($"/api/organizer/{path}") : await handler.PostAsync($"/api/organizer/{path}", body);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            var data = await response.JsonAsync();
            return (data["held"] ?? data)["looks"]!.ToJsonString();
        }
    }

    private static async Task SubmitAsync(HeldDay day, string submittedBy, string email)
    {
        using var registered = await day.Service.RegisterAsync(new { themeDays = new[] { new { slug = day.Slug, participation = "onSite" } }, submittedBy, participants = new[] { Some.Participant(email) } });
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
    }

    private static async Task EraseSoonAsync(HeldDay day, string id)
    {
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        await day.Service.Services.GetRequiredService<EraseRequested>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await day.Service.CountAsync("Registrations WHERE Id = @id", new { id }));
    }
}
