using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Temadagar.Http;

/// <summary>What one sends and gets, for the API's description: the files in <c>examples/</c> beside the program, by the operation's name. Everybody in them is made up.</summary>
internal static class ApiExamples
{
    private const string Json = "application/json";

    private static readonly Lazy<Dictionary<string, JsonObject>> All = new(() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json")
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject()).ToDictionary(example => example.Key, example => example.Value!.AsObject(), StringComparer.Ordinal));

    public static void AddTo(OpenApiOperation operation)
    {
        if (!All.Value.TryGetValue(operation.OperationId!, out var example))
        {
            return;
        }

        Show(operation.RequestBody?.Content, example["request"]);
        Show(operation.Responses!.Where(reply => reply.Key[0] == '2').Select(reply => reply.Value.Content).FirstOrDefault(content => content?.ContainsKey(Json) == true), example["reply"]);
    }

    /// <summary>A refusal.</summary>
    public static JsonNode Problem(bool withFaults)
    {
        var problem = withFaults ? Http.Problem.InvalidInput : Http.Problem.Unavailable;
        var example = new JsonObject { ["type"] = problem.Type, ["title"] = problem.Title.English, ["status"] = problem.Status, ["detail"] = problem.Detail.English };
        if (withFaults)
        {
            example["errors"] = new JsonObject { ["participants[0].email"] = new JsonArray("This is not an e-mail address.") };
        }

        return example;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode? example)
    {
        if (example is not null && content?.TryGetValue(Json, out var shown) == true)
        {
            shown.Example = example.DeepClone();
        }
    }
}
