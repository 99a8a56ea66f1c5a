using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.ProtectedPeople;

/// <summary>What an account does that may handle people with protected identity.</summary>
internal static class ProtectedCalls
{
    /// <summary>Each word of who it is.</summary>
    public static readonly string[] True = ["Zqfornamn", "Zqefternamn", "zqhemlig@example.org", "070-1740605", "Zqarbetsplats", "Zqanteckning"];

    public static Task<HeldDay> StartAsync() => HeldDay.StartAsync(null, TestService.BehindProxy);

    public static async Task<Visitor> HandlerAsync(HeldDay day, string board = "norrbotten")
    {
        var email = $"handlaggare-{board}@example.org";
        var visitor = await day.Service.AccountAsync(email, Role.Organizer, "Hedda Handläggare", handlesProtected: true);
        if (board != OrganizerAccounts.Board)
        {
            await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Accounts SET Board = @board WHERE Email = @email", new { board, email }));
        }

        return visitor;
    }

    // A sign-in ends after eight hours, and the day is longer.
    public static async Task EndAsync(HeldDay day, Visitor handler)
    {
        await day.EndAsync();
        using var again = await handler.SignInAsync("handlaggare-norrbotten@example.org", OrganizerAccounts.Password);
        again.EnsureSuccessStatusCode();
    }

    public static async Task AssertPlacesAsync(HeldDay day)
    {
        await using var read = await day.Service.Database.OpenReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await day.Service.Services.GetRequiredService<Temadagar.Registrations.RegistrationStore>().DriftedCountersAsync(read));
    }

    public static async Task<JsonArray> ListAsync(Visitor handler, HeldDay day)
    {
        using var response = await handler.GetAsync($"{day.Address}/protected-people");
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
    }

    public static Dictionary<string, object?> Person(bool overbook = false) => new()
    {
        ["participation"] = "onSite",
        ["aliasFirstName"] = "Alias",
        ["aliasLastName"] = "Röd",
        ["firstName"] = True[0],
        ["lastName"] = True[1],
        ["email"] = True[2],
        ["phone"] = True[3],
        ["organization"] = True[4],
        ["note"] = True[5],
        ["sector"] = "nonProfit",
        ["language"] = "sv",
        ["overbook"] = overbook,
    };

    public static async Task<JsonObject> RegisterAsync(Visitor handler, HeldDay day, bool overbook = false)
    {
        using var response = await handler.PostAsync($"{day.Address}/protected-people", Person(overbook));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public static async Task<JsonObject> OpenAsync(Visitor handler, string id, string reason)
    {
        using var response = await handler.PostAsync($"/api/organizer/protected-people/{id}/looks", new { reason });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public static async Task CameAsync(Visitor handler, HeldDay day, string id)
    {
        using var response = await handler.SendAsync(HttpMethod.Put, $"{day.Address}/attendance", new { people = new[] { new { registrationId = id, present = true } } });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static async Task CertifyAsync(Visitor handler, string id, bool trueName)
    {
        using var response = await handler.PostAsync($"/api/organizer/protected-people/{id}/certificate", trueName ? new { trueName, reason = "Intyg." } : new { trueName });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public static Task<HttpResponseMessage> PdfAsync(Visitor handler, string id, string? reason = null) => handler.PostAsync($"/api/organizer/protected-people/{id}/certificate.pdf", new { reason });

    public static async Task<string> PdfTextAsync(Visitor handler, string id, string? reason = null)
    {
        using var pdf = await PdfAsync(handler, id, reason);
        Assert.True(pdf.IsSuccessStatusCode, await pdf.Content.ReadAsStringAsync());
        return PdfTools.Read(await pdf.Content.ReadAsByteArrayAsync(), "pdftotext", "-layout", "{}", "-");
    }
}
