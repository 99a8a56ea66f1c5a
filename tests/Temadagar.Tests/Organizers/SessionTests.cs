using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

public class SessionTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Password = OrganizerAccounts.Password;
    private const string Accounts = "/api/organizer/accounts";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task The_right_password_signs_in_and_a_wrong_one_does_not()
    {
        await service.AccountAsync("ratt@example.org", Role.Steward, "Åke Ström");
        var visitor = new Visitor(service);

        using var wrong = await visitor.SignInAsync("ratt@example.org", Password + " ");
        using var before = await visitor.GetAsync("/api/session");
        using var right = await visitor.SignInAsync("RATT@example.org", Password);
        var view = await visitor.GetJsonAsync("/api/session");

        Assert.Equal((401, 401, 200), ((int)wrong.StatusCode, (int)before.StatusCode, (int)right.StatusCode));
        Assert.Equal("/problems/sign-in-refused", (string)(await wrong.JsonAsync())["type"]!);
        Assert.Equal(("Åke Ström", "steward", OrganizerAccounts.Board), ((string)view["name"]!, (string)view["role"]!, (string)view["board"]!));
        Assert.NotEmpty((string)view["token"]!);
    }

    [Fact]
    public async Task Who_fails_is_told_the_same_whatever_the_reason()
    {
        await service.AccountAsync("kand@example.org");
        await service.InvitedAsync("utan-losenord@example.org");
        await service.AccountAsync("avstangd@example.org");
        await DisableAsync(service, "avstangd@example.org");
        for (var i = 0; i < SignIn.Attempts; i++)
        {
            await new Visitor(service).SignInAsync("avstangd@example.org", Password);
        }

        var replies = new List<(HttpStatusCode, string, string)>();
        foreach (var (email, password) in new[]
        {
            ("kand@example.org", "fel fel fel fel"), ("okand@example.org", Password), ("ingen adress", Password),
            ("utan-losenord@example.org", Password), ("avstangd@example.org", Password), ("kand@example.org", "x"),
        })
        {
            using var response = await new Visitor(service).SignInAsync(email, password);
            replies.Add((response.StatusCode, await response.Content.ReadAsStringAsync(), string.Join(',', response.Headers.Select(header => header.Key).Where(name => name != "Date").Order(StringComparer.Ordinal))));
        }

        Assert.Single(replies.Distinct());
        Assert.Equal(HttpStatusCode.Unauthorized, replies[0].Item1);
    }

    [Theory]
    [InlineData("""{"password":"kvarn lampa segel tistel"}""", "email")]
    [InlineData("""{"email":"a@example.org"}""", "password")]
    [InlineData("""{"email":"a@example.org","password":4711}""", "password")]
    [InlineData("""{"email":"a@example.org","password":"x","remember":true}""", "remember")]
    [InlineData("""{""", "")]
    public async Task What_is_no_sign_in_is_told_by_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await new Visitor(service).PostAsync("/api/session", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.JsonAsync())["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_change_by_cookie_without_the_token_is_refused_and_changes_nothing()
    {
        var administrator = await service.AccountAsync("token@example.org", Role.Administrator);
        var other = await service.AccountAsync("annan-token@example.org", Role.Administrator);
        var token = administrator.Token;
        var rows = await service.CountAsync("Accounts");

        foreach (var wrong in new[] { null, "", "fel", token![..^1], other.Token })
        {
            administrator.Token = wrong;
            foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Post, Accounts, NewAccount("smugglad@example.org")),
                (HttpMethod.Post, Accounts, new { }),
                (HttpMethod.Put, $"{Accounts}/{await service.IdOfAccountAsync("annan-token@example.org")}", new { name = "Kapad", role = "administrator" }),
                (HttpMethod.Delete, "/api/session", null),
                (HttpMethod.Put, "/api/session/password", new { current = Password, @new = "bulle regn fjord kaktus" }),
            })
            {
                using var response = await administrator.SendAsync(method, path, body);
                Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} with the token '{wrong}' gave {(int)response.StatusCode}.");
                Assert.Equal("/problems/not-from-our-page", (string)(await response.JsonAsync())["type"]!);
            }
        }

        Assert.Equal(rows, await service.CountAsync("Accounts"));
        Assert.Equal(0, await service.CountAsync("Accounts WHERE Name = 'Kapad'"));
        administrator.Token = token;
        Assert.Equal(HttpStatusCode.Created, (await administrator.PostAsync(Accounts, NewAccount("smugglad@example.org"))).StatusCode);
    }

    [Fact]
    public async Task The_token_that_a_reloaded_page_gets_works_and_so_does_the_one_before()
    {
        var administrator = await service.AccountAsync("omladdad@example.org", Role.Administrator);
        var tab = administrator.SameCookies();
        tab.Token = (string)(await tab.GetJsonAsync("/api/session"))["token"]!;

        Assert.Equal(HttpStatusCode.Created, (await tab.PostAsync(Accounts, NewAccount("flik2@example.org"))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await administrator.PostAsync(Accounts, NewAccount("flik1@example.org"))).StatusCode);
    }

    [Fact]
    public async Task An_API_key_needs_no_token_and_gets_none_and_no_cookie()
    {
        using var program = await service.WithKeyAsync(Role.Administrator);

        using var session = await program.GetAsync("/api/session");
        using var added = await program.PostAsJsonAsync(Accounts, NewAccount("av-nyckel@example.org"));

        Assert.Null((await session.JsonAsync())["token"]);
        Assert.False(session.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_wrong_is_not_made_good_by_a_cookie()
    {
        var administrator = await service.AccountAsync("bada@example.org", Role.Administrator);

        using var response = await administrator.SendAsync(HttpMethod.Get, Accounts, secret: "fel");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_signs_out_here()
    {
        var visitor = await service.AccountAsync("ut@example.org");
        var elsewhere = new Visitor(service);
        await elsewhere.SignInAsync("ut@example.org", Password);

        using var response = await visitor.SendAsync(HttpMethod.Delete, "/api/session");

        Assert.Equal((HttpStatusCode.NoContent, "\"cache\""), (response.StatusCode, response.Headers.GetValues("Clear-Site-Data").Single()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task A_copied_cookie_is_over_once_its_owner_has_signed_out_here_or_in_again()
    {
        var visitor = await service.AccountAsync("kopia@example.org");
        var copy = visitor.SameCookies();
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/api/session")).StatusCode);
        await visitor.SendAsync(HttpMethod.Delete, "/api/session");
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/session")).StatusCode);

        await visitor.SignInAsync("kopia@example.org", Password);
        copy = visitor.SameCookies();
        await visitor.SignInAsync("kopia@example.org", Password);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task A_session_lasts_twelve_hours_however_often_it_is_used_and_one_that_was_ended_is_forgotten_then()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock, settings: TestService.BehindProxy);
        var visitor = await own.AccountAsync("lange@example.org");
        var signedOut = await own.AccountAsync("ut@example.org");
        var copyOfSignedOut = signedOut.SameCookies();
        await signedOut.SendAsync(HttpMethod.Delete, "/api/session");
        for (var hour = 1; hour < SignInSession.LongestHours; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/session")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await copyOfSignedOut.GetAsync("/api/session")).StatusCode);
        }

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/session")).StatusCode);

        Assert.Equal(1, await own.CountAsync("EndedSessions"));
        await visitor.SignInAsync("lange@example.org", Password);
        await visitor.SendAsync(HttpMethod.Delete, "/api/session");
        Assert.Equal(1, await own.CountAsync("EndedSessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await copyOfSignedOut.GetAsync("/api/session")).StatusCode);
    }

    [Fact]
    public async Task A_new_password_signs_out_elsewhere_and_the_old_one_is_over()
    {
        var here = await service.AccountAsync("byter@example.org");
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        var reset = await administrator.PostAsync($"{Accounts}/{await service.IdOfAccountAsync("byter@example.org")}/invitation", null);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/api/session")).StatusCode);

        var there = new Visitor(service);
        using var chosen = await there.ChooseAsync((string)(await reset.JsonAsync())["invitation"]!, "bulle regn fjord kaktus");

        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.SignInAsync("byter@example.org", Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.SignInAsync("byter@example.org", "bulle regn fjord kaktus")).StatusCode);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_at_the_next_sign_in_which_ends_no_session()
    {
        // As the program has it, not with a test's few rounds.
        await using var own = await TestService.StartAsync(Seed.Demo, null, null, services => services.Remove(services.Last(service => service.ServiceType == typeof(PasswordHashes))));
        var before = await own.AccountAsync("gammal-hash@example.org");
        var old = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 100_000 })).HashPassword(before, Password);
        await own.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Accounts SET PasswordHash = @old WHERE Email = 'gammal-hash@example.org'", new { old }));

        using var wrong = await new Visitor(own).SignInAsync("gammal-hash@example.org", "fel lösenord hela vägen");
        Assert.Equal((HttpStatusCode.Unauthorized, old), (wrong.StatusCode, await HashAsync()));
        using var right = await new Visitor(own).SignInAsync("gammal-hash@example.org", Password);
        var anew = await HashAsync();
        using var again = await new Visitor(own).SignInAsync("gammal-hash@example.org", Password);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (right.StatusCode, again.StatusCode));
        // PBKDF2 with HMAC-SHA-512 (2), and how many rounds.
        var bytes = Convert.FromBase64String(anew);
        Assert.Equal((2, 210_000), (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5))));
        Assert.Equal(anew, await HashAsync());
        Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/api/session")).StatusCode);

        async Task<string> HashAsync() => (await own.QueryAsync<string>("SELECT PasswordHash FROM Accounts WHERE Email = 'gammal-hash@example.org'")).Single();
    }

    [Fact]
    public async Task An_account_that_is_disabled_is_out_at_its_next_call_and_cannot_come_back_by_itself()
    {
        var visitor = await service.AccountAsync("stangs@example.org");
        var open = await InviteAgainAsync("stangs@example.org");
        await DisableAsync(service, "stangs@example.org");

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SignInAsync("stangs@example.org", Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.ChooseAsync(open, "bulle regn fjord kaktus")).StatusCode);
    }

    [Fact]
    public async Task A_changed_role_holds_at_the_next_call()
    {
        // The last administrator cannot be changed into something else.
        await service.AccountAsync("kvar@example.org", Role.Administrator);
        var visitor = await service.AccountAsync("roll@example.org", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Accounts)).StatusCode);

        await ChangeAsync(service, "roll@example.org", new { name = "Anna Ek", role = "reader", board = "jamtland" });

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(Accounts)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync(Accounts, NewAccount("ej@example.org"))).StatusCode);
        var view = await visitor.GetJsonAsync("/api/session");
        Assert.Equal(("reader", "jamtland"), ((string)view["role"]!, (string)view["board"]!));
    }

    [Fact]
    public async Task A_revoked_key_is_out_at_its_next_call()
    {
        var key = await service.NamedKeyAsync(Role.Reader, "aterkallas");
        using var program = service.WithKey(key);
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/session")).StatusCode);

        await administrator.DeleteAsync($"/api/organizer/api-keys/{(await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Name = 'aterkallas'")).Single()}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/session")).StatusCode);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task In_Development_the_cookies_are_secure_where_the_page_is(string scheme, bool secure)
    {
        await using var own = await TestService.StartAsync(settings: ["--environment=Development", TestService.BehindProxy]);

        Assert.All(await CookiesAsync(own, scheme, ""), cookie => Assert.Equal(secure, cookie.Contains("secure")));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_the_cookies_are_for_this_site_s_API_and_secure_by_name_too(string environment)
    {
        await using var own = await TestService.StartAsync(settings: [$"--environment={environment}", TestService.BehindProxy]);

        Assert.All(await CookiesAsync(own, "https", "__Secure-"), cookie => Assert.Equal(["httponly", "path=/api", "samesite=strict", "secure"], cookie.Order(StringComparer.Ordinal)));
    }

    private static async Task<List<List<string>>> CookiesAsync(TestService service, string scheme, string prefix)
    {
        await service.InvitedAsync("kaka@example.org");
        await new Visitor(service).ChooseAsync(await InviteAgainAsync(service, "kaka@example.org"), Password);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { email = "kaka@example.org", password = Password }) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal([prefix + "temadagar-antiforgery", prefix + "temadagar-session"], cookies.Select(cookie => cookie.Split('=')[0]).Order(StringComparer.Ordinal));
        return [.. cookies.Select(cookie => cookie.Split("; ")[1..].ToList())];
    }

    private static object NewAccount(string email) => new { name = "Ny Person", email, role = "organizer", board = OrganizerAccounts.Board };

    private Task<string> InviteAgainAsync(string email) => InviteAgainAsync(service, email);

    private static async Task<string> InviteAgainAsync(TestService service, string email)
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.PostAsync($"{Accounts}/{await service.IdOfAccountAsync(email)}/invitation", null);
        return (string)(await response.JsonAsync())["invitation"]!;
    }

    private static Task DisableAsync(TestService service, string email) =>
        ChangeAsync(service, email, new { name = "Anna Ek", role = "organizer", board = OrganizerAccounts.Board, disabled = true });

    private static async Task ChangeAsync(TestService service, string email, object change)
    {
        using var administrator = await service.WithKeyAsync(Role.Administrator);
        using var response = await administrator.PutAsJsonAsync($"{Accounts}/{await service.IdOfAccountAsync(email)}", change);
        response.EnsureSuccessStatusCode();
    }
}
