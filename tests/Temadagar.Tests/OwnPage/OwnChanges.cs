using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.OwnPage;

/// <summary>What people do on the own page.</summary>
internal static class OwnChanges
{
    public const string Mine = "/api/my/registration";

    public static Dictionary<string, object?> Details(string firstName = "Åsa", string lastName = "Öberg")
    {
        var details = Some.Participant();
        details.Remove("email");
        (details["firstName"], details["lastName"]) = (firstName, lastName);
        return details;
    }

    public static Task<HttpResponseMessage> TakePartAsync(this TestService service, string secret, string participation, bool wait = false) =>
        service.MyAsync(HttpMethod.Put, Mine + "/participation", secret, new { participation, wait });

    public static Task<HttpResponseMessage> AskAddressAsync(this TestService service, string secret, string email) =>
        service.MyAsync(HttpMethod.Put, Mine + "/transfer", secret, new { email });

    public static Task<HttpResponseMessage> HandOverAsync(this TestService service, string secret, string email, string firstName = "Bo", string lastName = "Ek")
    {
        var person = Some.Participant(email);
        (person["firstName"], person["lastName"], person["handover"]) = (firstName, lastName, true);
        return service.MyAsync(HttpMethod.Put, Mine + "/transfer", secret, person);
    }

    /// <summary>Follows the link of the latest mail of that kind to the address, and says yes.</summary>
    public static async Task<HttpResponseMessage> AcceptAsync(this TestService service, string kind, string email) =>
        await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", await service.SecretAsync(kind, email));

    public static async Task<JsonObject> OkAsync(this Task<HttpResponseMessage> call)
    {
        using var response = await call;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }
}
