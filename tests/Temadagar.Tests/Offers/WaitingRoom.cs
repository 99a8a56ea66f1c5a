using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Tests.Infrastructure;
using Temadagar.Waitlist;

namespace Temadagar.Tests.Offers;

/// <summary>Full days, those who wait for them, and what they do with an offer.</summary>
public static class WaitingRoom
{
    /// <summary>Lets the service look at once for what the clock has made due.</summary>
    public static Task RingAsync(this TestService service) => service.Database.WriteAsync(write =>
    {
        service.Services.GetRequiredService<WaitlistBell>().RingAfter(write);
        return Task.CompletedTask;
    });

    public static async Task<JsonObject> MineAsync(this TestService service, string email, string day)
    {
        using var response = await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync(email, day));
        response.EnsureSuccessStatusCode();
        return await response.JsonAsync();
    }

    /// <summary>Waits until this person has an offer, and gives its id.</summary>
    public static async Task<string> OfferAsync(this TestService service, string email, string day)
    {
        string? id = null;
        await Eventually.TrueAsync(async () =>
        {
            id = (string?)(await service.MineAsync(email, day))["waits"]!.AsArray().Select(wait => wait!["offer"]?["id"]).FirstOrDefault(found => found is not null);
            return id is not null;
        });
        return id!;
    }

    /// <param name="answer">claim or decline.</param>
    public static async Task<HttpResponseMessage> AnswerAsync(this TestService service, string email, string day, string id, string answer) =>
        await service.MyAsync(HttpMethod.Post, $"/api/my/registration/offers/{id}/{answer}", await service.LinkOfAsync(email, day));

    /// <summary>Waits for an offer and answers it.</summary>
    public static async Task AnswersAsync(this TestService service, string email, string day, string answer)
    {
        using var response = await service.AnswerAsync(email, day, await service.OfferAsync(email, day), answer);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>confirmed, waitlisted, offered or cancelled.</summary>
    public static async Task<string> StandsAsync(this TestService service, string email, string day)
    {
        var mine = await service.MineAsync(email, day);
        return mine["waits"]!.AsArray().Any(wait => wait!["offer"] is not null) ? "offered" : (string)mine["status"]!;
    }

    public static Task BecomesAsync(this TestService service, string email, string day, string state) =>
        Eventually.TrueAsync(async () => await service.StandsAsync(email, day) == state, $"{email} is {state}");
}
