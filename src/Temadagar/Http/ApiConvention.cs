using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Temadagar.Http;

/// <summary>
/// What holds for every operation alike is said here, once, and by no endpoint: how operations are called, how each may be refused, which headers go with which reply. docs/api.md is the same for people.
/// </summary>
internal static class ApiConvention
{
    /// <summary>No status of HTTP: what an endpoint says that it gives with it is what 200 gives with ?preview=true.</summary>
    public const int Preview = 299;

    private const string Json = "application/json";
    private const string ProblemType = "application/problem+json";

    // What a place in an address is, by the word before it.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["theme-days"] = "The theme day's slug: the last part of its page's address.",
        ["boards"] = "The board's slug.",
        ["rules"] = "The board's slug.",
        ["calendar"] = "The theme day's slug: the last part of its page's address.",
        ["{board}"] = "Which kind of data, as GET /api/organizer/erasure has it.",
    };

    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var (method, path) = (context.Description.HttpMethod ?? "GET", "/" + context.Description.RelativePath);
        operation.OperationId = OperationNames.Of(method, path);
        if (operation.Responses!.Remove($"{Preview}", out var preview))
        {
            var content = operation.Responses["200"].Content![Json];
            content.Schema = new OpenApiSchema { AnyOf = [content.Schema!, preview.Content![Json].Schema!] };
        }

        DescribeParameters(operation, context, path);
        DescribeRefusals(operation, context);
        ApiExamples.AddTo(operation);
        var replies = operation.Responses!;
        if (replies.ContainsKey("412"))
        {
            operation.Parameters = [.. operation.Parameters ?? [], IfMatch(replies.ContainsKey("428") && operation.Parameters?.Any(parameter => parameter.Name == "preview") != true)];
        }

        foreach (var (status, reply) in replies)
        {
            if (status == "201" && path != "/api/registrations")
            {
                AddHeader(reply, "Location", "The address of what was made.");
            }

            if (status is "429" or "503")
            {
                AddHeader(reply, "Retry-After", "How many seconds to wait.");
            }

            foreach (var (type, content) in reply.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                // A file as it is: the generator takes its bytes for text in Base64.
                if (!type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("json", StringComparison.Ordinal))
                {
                    content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
                }
            }
        }
    }

    /// <summary>Problem details as this service sends them: always with these four, and the day that it is about where there were several.</summary>
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        // The generator lists the words of an enum, leaves out that they are text, and puts null among them where the first that it met may be null.
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type ??= JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(word => word is not null && !word.IsJsonNullSentinel())];
        }

        // Written by a converter of our own, of which the generator knows nothing.
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
        {
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }

        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(EachMaxLengthAttribute), inherit: true) is [EachMaxLengthAttribute each, ..] && schema.Items is OpenApiSchema item)
        {
            item.MaxLength = each.Length;
        }

        if (type == typeof(ProblemDetails) || type == typeof(HttpValidationProblemDetails))
        {
            var properties = schema.Properties!;
            properties.Remove("instance");
            properties["type"] = Text("Which problem, for programs: one of GET /api/problems. It leads to a page about it.", "uri-reference");
            properties["title"] = Text("What happened, for people, in their language.");
            properties["detail"] = Text("What to do about it, for people, in their language.");
            properties["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the reply." };
            properties["themeDay"] = Text("The slug of the theme day that it is about, where the request named several.");
            schema.Required = new HashSet<string> { "type", "title", "status", "detail" };
            schema.Examples = [ApiExamples.Problem(withFaults: type == typeof(HttpValidationProblemDetails))];
            if (properties.TryGetValue("errors", out var errors))
            {
                errors.Description = "With invalid-input: the faults of each field, by its path: participants[0].email.";
            }
        }
    }

    private static OpenApiSchema Text(string description, string? format = null) => new() { Type = JsonSchemaType.String, Format = format, Description = description };

    // Attributes that validation would read, were it ours.
    private static void DescribeParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, string path)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Path)
            {
                var before = path.Split('/').TakeWhile(part => !part.StartsWith($"{{{parameter.Name}}}", StringComparison.Ordinal)).Last();
                parameter.Description ??= Places.GetValueOrDefault(before, "Its id.");
            }

            var described = context.Description.ParameterDescriptions.FirstOrDefault(one => one.Name == parameter.Name)?.ParameterDescriptor as IParameterInfoParameterDescriptor;
            if (described is null || parameter.Schema is not OpenApiSchema schema)
            {
                continue;
            }

            foreach (var attribute in described.ParameterInfo.GetCustomAttributes(inherit: false))
            {
                switch (attribute)
                {
                    case AllowedValuesAttribute words:
                        schema.Enum = [.. words.Values.Select(word => JsonValue.Create((string)word!)!)];
                        break;
                    case DataTypeAttribute { DataType: DataType.Date }:
                        schema.Format = "date";
                        break;
                    case DataTypeAttribute { DataType: DataType.DateTime }:
                        schema.Format = "date-time";
                        break;
                }
            }
        }
    }

    private static void DescribeRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var statuses = new SortedSet<int>();
        if (operation.RequestBody is not null)
        {
            statuses.UnionWith([400, 413, 415]);
        }

        if (metadata.OfType<IAuthorizeData>().Any())
        {
            statuses.UnionWith([401, 403, 503]);
        }

        if (metadata.OfType<EnableRateLimitingAttribute>().Any())
        {
            statuses.Add(429);
        }

        var replies = operation.Responses ??= [];
        foreach (var status in statuses.Where(status => !replies.ContainsKey($"{status}")))
        {
            replies[$"{status}"] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemType] = new() { Schema = new OpenApiSchemaReference(status == 400 ? nameof(HttpValidationProblemDetails) : nameof(ProblemDetails), context.Document) },
                },
            };
        }

        var inOrder = replies.OrderBy(reply => reply.Key, StringComparer.Ordinal).ToList();
        replies.Clear();
        inOrder.ForEach(reply => replies.Add(reply.Key, reply.Value));
    }

    private static OpenApiParameter IfMatch(bool required) => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Required = required,
        Description = "The ETag of what was read and is to be changed, so that nobody overwrites what another has written meanwhile: else 412."
            + (required ? " Without it 428." : ""),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void AddHeader(IOpenApiResponse reply, string name, string description)
    {
        if (reply is OpenApiResponse own)
        {
            own.Headers ??= new Dictionary<string, IOpenApiHeader>();
            own.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = name == "Retry-After" ? JsonSchemaType.Integer : JsonSchemaType.String } };
        }
    }
}
