using System.Net;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>Changing the password that one has.</summary>
public class OwnPasswordTests(SharedService shared) : IClassFixture<SharedService>
{
    private const string Path = "/api/session/password";
    private const string Current = OrganizerAccounts.Password;
    private const string New = "bulle regn fjord kaktus";

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task It_is_changed_by_whoever_knows_it_and_is_signed_out_everywhere_else()
    {
        var here = await service.AccountAsync("byter-sjalv@example.org", Role.Reader);
        var elsewhere = new Visitor(service);
        await elsewhere.SignInAsync("byter-sjalv@example.org", Current);
        var copy = here.SameCookies();

        using var changed = await ChangeAsync(here, Current, New);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var view = await changed.JsonAsync();
        Assert.True((bool)view["passwordChosen"]!);
        here.Token = (string)view["token"]!;
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            ((await elsewhere.GetAsync("/api/session")).StatusCode, (await copy.GetAsync("/api/session")).StatusCode, (await here.GetAsync("/api/session")).StatusCode));
        Assert.Equal(1, await service.CountAsync(
            "AccessLog WHERE Action = 'passwordChosen' AND ActorId = @id AND SubjectId = @id AND At > (SELECT MIN(o.At) FROM AccessLog o WHERE o.Action = 'passwordChosen' AND o.SubjectId = @id)",
            new { id = await service.IdOfAccountAsync("byter-sjalv@example.org") }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.SignInAsync("byter-sjalv@example.org", Current)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignInAsync("byter-sjalv@example.org", New)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(here, New, "elva gula kanoter i rad")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_one_is_an_attempt_to_sign_in_and_five_of_either_lock_both()
    {
        await using var own = await TestService.StartAsync(clock: FakeClock.At(), settings: TestService.BehindProxy);
        var owner = await own.AccountAsync("agaren@example.org");
        await new Visitor(own).SignInAsync("agaren@example.org", "fel lösenord hela vägen");

        for (var i = 1; i < SignIn.Attempts; i++)
        {
            using var wrong = await ChangeAsync(owner, Current + " ", New);
            var problem = await wrong.JsonAsync();
            Assert.Equal((HttpStatusCode.Forbidden, "/problems/current-password-wrong"), (wrong.StatusCode, (string)problem["type"]!));
            Assert.Equal("current", Assert.Single(problem["errors"]!.AsObject()).Key);
        }

        using var right = await ChangeAsync(owner, Current, New);
        Assert.Equal((HttpStatusCode.Forbidden, "/problems/current-password-wrong"), (right.StatusCode, (string)(await right.JsonAsync())["type"]!));
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Visitor(own).SignInAsync("agaren@example.org", Current)).StatusCode);
        // Whoever guesses keeps the owner from nothing but this.
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/session")).StatusCode);
        Assert.Equal(
            [.. Enumerable.Repeat("signInFailed", SignIn.Attempts), "signInLocked"],
            await own.QueryAsync<string>("SELECT Action FROM AccessLog WHERE Action LIKE 'signIn%' ORDER BY Action"));
    }

    [Theory]
    [InlineData(null, New, "current")]
    [InlineData(Current, null, "new")]
    [InlineData(Current, "kort", "new")]
    [InlineData(Current, "Sommar2026!!", "new")]
    [InlineData(Current, "felskriven2026", "new")]
    [InlineData(Current, Current, "new")]
    [InlineData("fel lösenord hela vägen", "password1234", "new")]
    public async Task What_does_not_fit_is_told_by_field_and_is_no_attempt(string? current, string? chosen, string field)
    {
        var visitor = await service.AccountAsync($"felskriven@f{Guid.NewGuid():N}.example.org");

        using var response = await ChangeAsync(visitor, current, chosen);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, Assert.Single((await response.JsonAsync())["errors"]!.AsObject()).Key);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/session")).StatusCode);
        Assert.Equal(0, await service.CountAsync("SignInAttempts a JOIN Accounts c ON c.Id = a.AccountId WHERE c.Email LIKE 'felskriven@%'"));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_counts_and_the_other_is_signed_out()
    {
        var one = await service.AccountAsync("tva-samtidigt@example.org");
        var other = new Visitor(service);
        await other.SignInAsync("tva-samtidigt@example.org", Current);

        var replies = await Task.WhenAll(ChangeAsync(one, Current, New), ChangeAsync(other, Current, "elva gula kanoter i rad"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], replies.Select(reply => reply.StatusCode).Order());
        Assert.Single(await Task.WhenAll(one.GetAsync("/api/session"), other.GetAsync("/api/session")), reply => reply.StatusCode == HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string? current, string? chosen) =>
        visitor.SendAsync(HttpMethod.Put, Path, new { current, @new = chosen });
}
