using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>Accounts and API keys, as an administrator keeps them.</summary>
public class AccountTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Accounts = "/api/organizer/accounts";
    private const string Keys = "/api/organizer/api-keys";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task What_was_open_when_an_account_was_disabled_stays_shut_when_it_is_in_use_again()
    {
        var administrator = await service.AccountAsync("slar-av-och-pa@example.org", Role.Administrator);
        var owner = await service.AccountAsync("av-och-pa@example.org");
        var invitation = await service.InvitedAsync("inbjuden-av-och-pa@example.org");
        foreach (var disabled in new[] { true, false })
        {
            foreach (var email in new[] { "av-och-pa@example.org", "inbjuden-av-och-pa@example.org" })
            {
                using var changed = await administrator.SendAsync(
                    HttpMethod.Put, $"{Accounts}/{await service.IdOfAccountAsync(email)}", new { name = "Anna Ek", role = "organizer", board = OrganizerAccounts.Board, disabled });
                Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            }
        }

        using var withOldCookie = await owner.GetAsync("/api/session");
        using var withOldInvitation = await new Visitor(service).ChooseAsync(invitation, OrganizerAccounts.Password);
        using var anew = await new Visitor(service).SignInAsync("av-och-pa@example.org", OrganizerAccounts.Password);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (withOldCookie.StatusCode, withOldInvitation.StatusCode, anew.StatusCode));
    }

    [Theory]
    [InlineData("123456789012")]
    [InlineData("2026 11 24 1530")]
    public async Task A_password_of_digits_alone_is_refused(string password)
    {
        using var response = await new Visitor(service).ChooseAsync(await service.InvitedAsync($"siffror-{Guid.NewGuid():N}@example.org"), password);

        Assert.Equal(["password"], (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task An_account_is_added_and_its_owner_chooses_a_password_at_the_address_in_the_reply()
    {
        var administrator = await service.AccountAsync("lagger-till@example.org", Role.Administrator);

        using var response = await administrator.PostAsync(Accounts, New("Ny@Example.org", "Nils Ny"));
        var added = await response.JsonAsync();
        var owner = new Visitor(service);
        using var chosen = await owner.ChooseAsync((string)added["invitation"]!, OrganizerAccounts.Password);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (response.StatusCode, chosen.StatusCode));
        var account = added["account"]!;
        Assert.Equal(("Nils Ny", "Ny@Example.org", "organizer", "norrbotten"), ((string)account["name"]!, (string)account["email"]!, (string)account["role"]!, (string)account["board"]!));
        Assert.Equal((false, false), ((bool)account["passwordChosen"]!, (bool)account["disabled"]!));
        Assert.True((bool)(await ListedAsync(administrator, (string)account["id"]!))["passwordChosen"]!);
        Assert.Equal("Nils Ny", (string)(await owner.GetJsonAsync("/api/session"))["name"]!);
        Assert.Equal(1, await LoggedAsync("accountAdded", (string)account["id"]!));
    }

    [Theory]
    [InlineData("tagen@example.org")]
    [InlineData("TAGEN@EXAMPLE.ORG")]
    public async Task An_address_has_one_account(string email)
    {
        var administrator = await service.AccountAsync($"tar-{Guid.NewGuid():N}@example.org", Role.Administrator);
        await administrator.PostAsync(Accounts, New("tagen@example.org"));
        var rows = await RowsAsync();

        using var response = await administrator.PostAsync(Accounts, New(email));

        Assert.Equal((HttpStatusCode.Conflict, "/problems/address-taken"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
        Assert.Equal(rows, await RowsAsync());
    }

    [Theory]
    [InlineData("""{"email":"x@example.org","role":"organizer","board":"norrbotten"}""", "name")]
    [InlineData("""{"name":"X","role":"organizer","board":"norrbotten"}""", "email")]
    [InlineData("""{"name":"X","email":"ingen adress","role":"organizer","board":"norrbotten"}""", "email")]
    [InlineData("""{"name":"X","email":"x@example.org","role":"kung","board":"norrbotten"}""", "role")]
    [InlineData("""{"name":"X","email":"x@example.org","board":"norrbotten"}""", "role")]
    [InlineData("""{"name":"X","email":"x@example.org","role":"organizer"}""", "board")]
    [InlineData("""{"name":"X","email":"x@example.org","role":"organizer","board":"atlantis"}""", "board")]
    [InlineData("""{"name":"X","email":"x@example.org","role":"administrator","board":"norrbotten"}""", "board")]
    [InlineData("""{"name":"X","email":"x@example.org","role":"organizer","board":"norrbotten","passwordHash":"x"}""", "passwordHash")]
    public async Task What_does_not_fit_is_told_by_field(string body, string field)
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.PostAsync(Accounts, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.JsonAsync())["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task An_account_is_changed_and_the_log_says_by_whom()
    {
        var administrator = await service.AccountAsync("andrar@example.org", Role.Administrator);
        var id = await AddAsync(administrator, "andras@example.org");

        using var response = await administrator.SendAsync(HttpMethod.Put, $"{Accounts}/{id}", new { name = "Ny Namn", role = "reader", board = "jamtland", disabled = true });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var listed = await ListedAsync(administrator, id);
        Assert.Equal(("Ny Namn", "reader", "jamtland", true), ((string)listed["name"]!, (string)listed["role"]!, (string)listed["board"]!, (bool)listed["disabled"]!));
        var row = (await administrator.GetJsonAsync("/api/organizer/log?take=200"))["rows"]!.AsArray()
            .Single(row => (string?)row!["subjectId"] == id && (string)row["action"]! == "accountChanged")!;
        Assert.Equal(("account", (await service.IdOfAccountAsync("andrar@example.org")).ToString()), ((string)row["actorKind"]!, (string)row["actorId"]!));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_not_logged()
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        var rows = await RowsAsync();
        var nothing = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PutAsJsonAsync($"{Accounts}/{nothing}", Change("organizer"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"{Accounts}/{nothing}/invitation", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.DeleteAsync($"{Keys}/{nothing}")).StatusCode);
        Assert.Equal(rows, await RowsAsync());
    }

    [Fact]
    public async Task A_new_invitation_ends_the_one_before_and_one_works_once()
    {
        var administrator = await service.AccountAsync("bjuder@example.org", Role.Administrator);
        using var added = await administrator.PostAsync(Accounts, New("bjuds@example.org"));
        var (first, id) = ((string)(await added.JsonAsync())["invitation"]!, (string)(await added.JsonAsync())["account"]!["id"]!);
        using var again = await administrator.PostAsync($"{Accounts}/{id}/invitation");
        var second = (string)(await again.JsonAsync())["invitation"]!;

        Assert.Equal(HttpStatusCode.Unauthorized, (await new Visitor(service).ChooseAsync(first, OrganizerAccounts.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(service).ChooseAsync(second, OrganizerAccounts.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Visitor(service).ChooseAsync(second, "bulle regn fjord kaktus")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(service).SignInAsync("bjuds@example.org", OrganizerAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task An_invitation_ends_after_three_days_and_a_disabled_account_gets_none()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock, settings: TestService.BehindProxy);
        var administrator = await own.AccountAsync("klocka@example.org", Role.Administrator);
        using var added = await administrator.PostAsync(Accounts, New("sen@example.org"));
        var (invitation, id) = ((string)(await added.JsonAsync())["invitation"]!, (string)(await added.JsonAsync())["account"]!["id"]!);

        clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Visitor(own).ChooseAsync(invitation, OrganizerAccounts.Password)).StatusCode);
        await administrator.SignInAsync("klocka@example.org", OrganizerAccounts.Password);
        await administrator.SendAsync(HttpMethod.Put, $"{Accounts}/{id}", Change("organizer", disabled: true));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"{Accounts}/{id}/invitation")).StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var own = await TestService.StartAsync(settings: TestService.BehindProxy);
        var administrator = await own.AccountAsync("ensam@example.org", Role.Administrator);
        var path = $"{Accounts}/{await own.IdOfAccountAsync("ensam@example.org")}";
        // Nobody can sign in as this one yet, so it does not count.
        await own.InvitedAsync("utan-losenord@example.org", Role.Administrator);

        foreach (var change in new[] { Change("organizer"), Change("administrator", disabled: true), Change("reader", disabled: true) })
        {
            using var refused = await administrator.SendAsync(HttpMethod.Put, path, change);
            Assert.Equal((HttpStatusCode.Conflict, "/problems/last-administrator"), (refused.StatusCode, (string)(await refused.JsonAsync())["type"]!));
        }

        Assert.Equal("administrator", (string)(await administrator.GetJsonAsync("/api/session"))["role"]!);
        using var renamed = await administrator.SendAsync(HttpMethod.Put, path, Change("administrator"));
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        var second = await own.AccountAsync("andra@example.org", Role.Administrator);
        using var stepsDown = await administrator.SendAsync(HttpMethod.Put, path, Change("organizer"));
        Assert.Equal(HttpStatusCode.OK, stepsDown.StatusCode);
        using var alone = await second.SendAsync(HttpMethod.Put, $"{Accounts}/{await own.IdOfAccountAsync("andra@example.org")}", Change("organizer"));
        Assert.Equal(HttpStatusCode.Conflict, alone.StatusCode);
    }

    [Fact]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one()
    {
        await using var own = await TestService.StartAsync(settings: TestService.BehindProxy);
        var one = await own.AccountAsync("ena@example.org", Role.Administrator);
        var other = await own.AccountAsync("andre@example.org", Role.Administrator);
        var (idOfOne, idOfOther) = (await own.IdOfAccountAsync("ena@example.org"), await own.IdOfAccountAsync("andre@example.org"));

        var replies = await Task.WhenAll(
            one.SendAsync(HttpMethod.Put, $"{Accounts}/{idOfOther}", Change("administrator", disabled: true)),
            other.SendAsync(HttpMethod.Put, $"{Accounts}/{idOfOne}", Change("administrator", disabled: true)));

        Assert.Contains(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, await own.CountAsync("Accounts WHERE DisabledAt IS NULL"));
    }

    [Fact]
    public async Task A_cookie_follows_its_account_at_once()
    {
        var visitor = await service.AccountAsync("foljs@example.org", Role.Administrator);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        var path = $"{Accounts}/{await service.IdOfAccountAsync("foljs@example.org")}";
        await service.AccountAsync("kvar@example.org", Role.Administrator);

        (await administrator.PutAsJsonAsync(path, Change("organizer"))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(Accounts)).StatusCode);
        (await administrator.PutAsJsonAsync(path, Change("organizer", disabled: true))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/organizer/theme-days")).StatusCode);
        (await administrator.PutAsJsonAsync(path, Change("organizer"))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(service).SignInAsync("foljs@example.org", OrganizerAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_fifteen_minutes()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock, settings: TestService.BehindProxy);
        await own.AccountAsync("lases@example.org");
        var guesser = new Visitor(own);
        for (var i = 0; i < 5; i++)
        {
            await guesser.SignInAsync("lases@example.org", "fel lösenord hela vägen");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("lases@example.org", OrganizerAccounts.Password)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("lases@example.org", OrganizerAccounts.Password)).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await guesser.SignInAsync("lases@example.org", OrganizerAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task Who_guesses_is_kept_out_where_they_are_and_the_owner_signs_in_elsewhere()
    {
        await using var own = await TestService.StartAsync(clock: FakeClock.At(), settings: TestService.BehindProxy);
        await own.AccountAsync("agaren@example.org");
        for (var i = 0; i < SignIn.Attempts; i++)
        {
            await SignInFromAsync(own, "198.51.100.7", "fel lösenord hela vägen");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "198.51.100.7", OrganizerAccounts.Password));
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(own, "198.51.100.8", OrganizerAccounts.Password));
        // The owner's success opens nothing for whoever guesses.
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "198.51.100.7", OrganizerAccounts.Password));
    }

    [Fact]
    public async Task Each_failure_is_in_the_log_and_so_is_the_lock_but_not_what_was_tried_after_it()
    {
        await using var own = await TestService.StartAsync(clock: FakeClock.At(), settings: TestService.BehindProxy);
        await own.AccountAsync("agaren@example.org");
        for (var i = 0; i < SignIn.Attempts + 3; i++)
        {
            await SignInFromAsync(own, "198.51.100.7", "fel lösenord hela vägen");
        }

        var logged = await own.QueryAsync<string>("SELECT CONCAT(l.Action, ' ', l.ActorKind, ' ', a.Email, ' ', l.Board, ' ', l.ActorId) FROM AccessLog l JOIN Accounts a ON a.Id = l.SubjectId WHERE l.Action LIKE 'signIn%' ORDER BY l.Action, l.Id");
        Assert.Equal([.. Enumerable.Repeat("signInFailed", SignIn.Attempts), "signInLocked"], logged.Select(row => row.Split(' ')[0]));
        Assert.All(logged, row => Assert.EndsWith(" account agaren@example.org norrbotten ", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_without_an_account_is_written_nowhere_and_waits_for_as_many_commits_as_one_with()
    {
        await using var own = await TestService.StartAsync(clock: FakeClock.At(), settings: TestService.BehindProxy);
        await own.AccountAsync("agaren@example.org");
        await own.InvitedAsync("utan-losenord@example.org");
        var logged = await own.CountAsync("AccessLog");

        Assert.Equal(2, await RowsOfAsync("agaren@example.org"));
        Assert.Equal(2, await RowsOfAsync("utan-losenord@example.org"));
        Assert.Equal(logged + 2, await own.CountAsync("AccessLog"));
        Assert.Equal(2, await RowsOfAsync("zqokand@example.org"));
        Assert.Equal(2, await RowsOfAsync("ingen adress"));
        Assert.Equal(logged + 2, await own.CountAsync("AccessLog"));
        Assert.DoesNotContain(Files(own.Folder), bytes => bytes.Contains("zqokand", StringComparison.OrdinalIgnoreCase));

        async Task<long> RowsOfAsync(string email)
        {
            var before = await BothAsync();
            await new Visitor(own).SignInAsync(email, "fel lösenord hela vägen");
            return await BothAsync() - before;
        }

        async Task<long> BothAsync() => await own.CountAsync("SignInAttempts") + await own.CountAsync("AccessLog");
    }

    [Fact]
    public async Task Who_guesses_from_many_networks_is_stopped_for_the_account_as_a_whole_until_a_quarter_has_passed_or_a_new_password_is_chosen()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock, settings: TestService.BehindProxy);
        await own.AccountAsync("agaren@example.org");
        await GuessAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInFromAsync(own, "203.0.113.9", OrganizerAccounts.Password));
        clock.Advance(TimeSpan.FromMinutes(SignIn.LockedMinutes));
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(own, "203.0.113.9", OrganizerAccounts.Password));

        await GuessAsync();
        using var administrator = await own.WithKeyAsync(Role.Administrator);
        using var invited = await administrator.PostAsync($"{Accounts}/{await own.IdOfAccountAsync("agaren@example.org")}/invitation", null);
        await new Visitor(own).ChooseAsync((string)(await invited.JsonAsync())["invitation"]!, OrganizerAccounts.Password);
        Assert.Equal(HttpStatusCode.OK, await SignInFromAsync(own, "203.0.113.9", OrganizerAccounts.Password));

        Task GuessAsync() => Task.WhenAll(Enumerable.Range(0, SignIn.AttemptsEverywhere).Select(i => SignInFromAsync(own, $"198.51.100.{i}", "fel lösenord hela vägen")));
    }

    [Fact]
    public async Task Twenty_guesses_at_once_are_five_that_count()
    {
        await using var own = await TestService.StartAsync(clock: FakeClock.At(), settings: TestService.BehindProxy);
        await own.AccountAsync("agaren@example.org");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInFromAsync(own, "198.51.100.7", "fel lösenord hela vägen")));

        Assert.Equal(SignIn.Attempts, await own.CountAsync("SignInAttempts WHERE AccountId IS NOT NULL"));
    }

    [Fact]
    public async Task A_key_is_shown_once_kept_as_a_hash_and_ends_when_it_is_revoked()
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var created = await administrator.PostAsJsonAsync(Keys, new { name = "Rapporten", role = "organizer", board = "norrbotten" });
        var (id, key) = ((string)(await created.JsonAsync())["id"]!, (string)(await created.JsonAsync())["key"]!);
        using var program = service.WithKey(key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, (await program.GetAsync("/api/organizer/theme-days")).StatusCode));
        var list = await administrator.GetStringAsync(Keys);
        Assert.Contains("Rapporten", list, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKey.HashOf(key), list, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([ApiKey.HashOf(key)], await service.QueryAsync<string>("SELECT KeyHash FROM ApiKeys WHERE Name = 'Rapporten'"));
        Assert.DoesNotContain(Files(service.Folder), bytes => bytes.Contains(key["temadagar_".Length..], StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.DeleteAsync($"{Keys}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/organizer/theme-days")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.DeleteAsync($"{Keys}/{id}")).StatusCode);
        Assert.Equal((1, 1), (await LoggedAsync("apiKeyCreated", id), await LoggedAsync("apiKeyRevoked", id)));
    }

    private static object New(string email, string name = "Ny Person") => new { name, email, role = "organizer", board = OrganizerAccounts.Board };

    private static object Change(string role, bool disabled = false) =>
        role == "administrator" ? new { name = "Anna Ek", role, disabled } : new { name = "Anna Ek", role, board = OrganizerAccounts.Board, disabled };

    private static async Task<string> AddAsync(Visitor administrator, string email)
    {
        using var response = await administrator.PostAsync(Accounts, New(email));
        return (string)(await response.JsonAsync())["account"]!["id"]!;
    }

    private static async Task<HttpStatusCode> SignInFromAsync(TestService service, string network, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { email = "agaren@example.org", password }) };
        request.Headers.Add("X-Forwarded-For", network);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await service.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<JsonNode> ListedAsync(Visitor administrator, string id)
    {
        using var response = await administrator.GetAsync(Accounts);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray().Single(account => (string)account!["id"]! == id)!;
    }

    private async Task<long> LoggedAsync(string action, string subject) =>
        await service.CountAsync("AccessLog WHERE Action = @action AND SubjectId = @subject", new { action, subject = Guid.Parse(subject) });

    private async Task<(long, long, long, long)> RowsAsync() =>
        (await service.CountAsync("Accounts"), await service.CountAsync("ApiKeys"), await service.CountAsync("Invitations"), await service.CountAsync("AccessLog"));

    // The database while it is open, its log beside it, and whatever else is kept.
    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    });
}
