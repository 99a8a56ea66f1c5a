using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Temadagar.Http;

/// <summary>The OpenAPI document at /openapi/v1.json and the page at /docs that shows it, with what handlers cannot say by their types.</summary>
public static class ApiDescription
{
    private const string LinkSecretScheme = "linkSecret";
    private const string ApiKeyScheme = "apiKey";

    /// <param name="tags">What each group of operations is for.</param>
    public static void AddApiDescription(this IServiceCollection services, IReadOnlyDictionary<string, string> tags) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Temadagar";
            document.Info.Version = "1";
            document.Info.Description =
                "Theme days, registrations and the people who come. Errors are problem details (RFC 9457) with a stable type: [all of them](/problems); "
                + "title and detail are in Swedish or English by Accept-Language. Any call may be refused with 400 bad-request, 403 needs-https, 404, 405, 413, 415, 429 or 503. "
                + "Dates are 2016-12-01, instants RFC 3339 with an offset, times of day 09:00 in Swedish time. Long lists take `take` and `cursor`. What several people edit has an ETag, to be sent back as If-Match.";
            document.Info.License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" };
            foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            {
                tag.Description = tags.GetValueOrDefault(tag.Name ?? "");
            }

            // The address is the reader's own: a document behind a proxy would otherwise name the inner one.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[LinkSecretScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The secret after # in the link that the person got by mail.",
            };
            document.Components.SecuritySchemes[ApiKeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key. The pages use the cookie of POST /api/session instead, and send the token it gives as X-Csrf-Token with every change.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<LinkSecretMetadata>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(LinkSecretScheme, context.Document)] = [] }];
            }

            if (metadata.OfType<IAuthorizeData>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyScheme, context.Document)] = [] }];
            }

            if (metadata.OfType<IdempotencyKeyMetadata>().Any())
            {
                operation.Parameters = [.. operation.Parameters ?? [], new OpenApiParameter
                {
                    Name = Idempotency.Header,
                    In = ParameterLocation.Header,
                    Description = "1–100 visible ASCII characters. The same key and body get the same reply for 24 hours.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 100 },
                }];
            }

            if (metadata.OfType<BodyMetadata>().LastOrDefault() is { } body)
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType()),
                };
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            ApiConvention.Complete(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            ApiConvention.Describe(schema, context);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", options => options
            .WithTitle("Temadagar API")
            .ExpandAllTags()
            // Nothing from, and nothing to, anyone else.
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools());
    }

    public static TBuilder RequiresLinkSecret<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new LinkSecretMetadata());

    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder builder) => builder.WithMetadata(new IdempotencyKeyMetadata());

    /// <summary>The body is a file of one of these types. Said here: what the framework knows of it would refuse others in its own words.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder builder, params string[] contentTypes) => builder.WithMetadata(new BodyMetadata(contentTypes));

    /// <summary>What the reply is with ?preview=true, where that is something else.</summary>
    public static RouteHandlerBuilder ProducesPreview<T>(this RouteHandlerBuilder builder) => builder.Produces<T>(ApiConvention.Preview);

    /// <summary>400 with every fault by field.</summary>
    public static RouteHandlerBuilder ProducesFaults(this RouteHandlerBuilder builder) => builder.ProducesValidationProblem();

    private sealed class LinkSecretMetadata;

    private sealed class IdempotencyKeyMetadata;

    private sealed record BodyMetadata(IReadOnlyList<string> ContentTypes);
}
