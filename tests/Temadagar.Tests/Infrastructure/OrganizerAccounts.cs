using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Mail;
using Temadagar.Organizers;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Those who run the days, for tests that need one: made as the operator makes them.</summary>
public static class OrganizerAccounts
{
    public const string Password = "kvarn lampa segel tistel";

    public const string Board = "norrbotten";

    /// <summary>The address where the service lets its first administrator be made, as it says at start.</summary>
    public static async Task<string> FirstInvitationAsync(this TestService service) =>
        (await service.Services.GetRequiredService<ManageAccounts>().InviteFirstAsync(CancellationToken.None))!;

    /// <summary>The address where a new account's password is chosen.</summary>
    public static async Task<string> InvitedAsync(this TestService service, string email, Role role = Role.Organizer, string name = "Anna Ek", bool handlesProtected = false) =>
        (await service.Services.GetRequiredService<ManageAccounts>()
            .AddAsync(Caller.Operator, name, EmailAddress.Parse(email)!, role, BoardOf(role), handlesProtected, CancellationToken.None))!.Value.Invitation;

    /// <summary>A new account whose owner has chosen <see cref="Password"/>, and is signed in.</summary>
    public static async Task<Visitor> AccountAsync(this TestService service, string email, Role role = Role.Organizer, string name = "Anna Ek", bool handlesProtected = false)
    {
        var visitor = new Visitor(service);
        using var response = await visitor.ChooseAsync(await service.InvitedAsync(email, role, name, handlesProtected), Password);
        response.EnsureSuccessStatusCode();
        return visitor;
    }

    /// <summary>A new API key.</summary>
    public static async Task<string> NamedKeyAsync(this TestService service, Role role, string name = "prov") =>
        (await service.Services.GetRequiredService<ManageAccounts>()
            .CreateKeyAsync(Caller.Operator, name, role, BoardOf(role), CancellationToken.None)).Secret;

    /// <summary>A program that sends an API key with every call.</summary>
    public static HttpClient WithKey(this TestService service, string key)
    {
        var client = service.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<HttpClient> WithKeyAsync(this TestService service, Role role) => service.WithKey(await service.NamedKeyAsync(role));

    public static Task<Guid> IdOfAccountAsync(this TestService service, string email) => OneAsync(service, "SELECT Id FROM Accounts WHERE Email = @email", email);

    private static async Task<Guid> OneAsync(TestService service, string sql, string email) => Guid.Parse((await service.QueryAsync<string>(sql, new { email })).Single());

    private static string? BoardOf(Role role) => role == Role.Administrator ? null : Board;
}
