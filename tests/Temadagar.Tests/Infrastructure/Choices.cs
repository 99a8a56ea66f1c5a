using System.Text.Json.Nodes;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Submissions of which one place is enough.</summary>
public static class Choices
{
    /// <summary>Sends one, in order of preference.</summary>
    /// <returns>The reply.</returns>
    public static async Task<JsonObject> ChooseAsync(this TestService service, (string Day, string Way)[] choices, params string[] emails)
    {
        using var response = await service.RegisterAsync(Of(choices, emails));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public static Dictionary<string, object?> Of((string Day, string Way)[] choices, params string[] emails)
    {
        var submission = Some.Submission("", "", emails);
        submission["oneIsEnough"] = true;
        submission["themeDays"] = choices.Select(choice => new { slug = choice.Day, participation = choice.Way }).ToArray();
        return submission;
    }

    /// <summary>Each outcome as "day way status places".</summary>
    public static IEnumerable<string> Outcomes(this JsonObject reply) => reply["outcomes"]!.AsArray()
        .Select(outcome => $"{outcome!["themeDay"]} {outcome["participation"]} {outcome["status"]} {outcome["places"]}");

    /// <summary>What a person has: "day way status", each registration that is not cancelled.</summary>
    public static Task<IReadOnlyList<string>> HasAsync(this TestService service, string email) => service.QueryAsync<string>("""
        SELECT CONCAT(d.Slug, ' ', r.Participation, ' ', r.Status) FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId
        WHERE r.Email = @email AND r.Status <> 'cancelled' ORDER BY d.Slug
        """, new { email });
}
