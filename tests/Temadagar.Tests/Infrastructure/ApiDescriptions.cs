using System.Text.Json.Nodes;

namespace Temadagar.Tests.Infrastructure;

internal static class ApiDescriptions
{
    private static string? made;

    /// <summary>What the API says of itself (OpenAPI 3.1). Made once: it is the same of every service, and half a second's work.</summary>
    public static async Task<JsonNode> DescriptionAsync(this TestService service)
    {
        made ??= await service.Client.GetStringAsync("/openapi/v1.json");
        return JsonNode.Parse(made)!;
    }
}
