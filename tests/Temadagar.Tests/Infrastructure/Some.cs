namespace Temadagar.Tests.Infrastructure;

/// <summary>Inputs that are right, for tests that change one thing in them.</summary>
public static class Some
{
    public static Dictionary<string, object?> Participant(string email = "asa@example.org", string language = "sv") => new()
    {
        ["firstName"] = "Åsa",
        ["lastName"] = "Öberg",
        ["email"] = email,
        ["organization"] = "Luleå kommun",
        ["profession"] = "Socialsekreterare",
        ["sector"] = "socialServices",
        ["language"] = language,
    };

    public static Dictionary<string, object?> Submission(string slug = "lulea", string participation = "onSite", params string[] emails) => new()
    {
        ["themeDays"] = new[] { new { slug, participation } },
        ["participants"] = (emails.Length == 0 ? ["asa@example.org"] : emails).Select(email => Participant(email)).ToArray(),
    };
}
