using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// The body of a request, read whole (64 KiB at most, where nothing else is said) and then field by field, so that every fault is found at once.
/// </summary>
public sealed class JsonBody : IDisposable
{
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly Text Unreadable = new("Innehållet är inte giltig JSON.", "The content is not valid JSON.");
    private static readonly Text NotAnObject = new("Innehållet ska vara ett JSON-objekt.", "The content must be a JSON object.");

    private readonly JsonDocument document;

    private JsonBody(byte[] bytes, JsonDocument document, Faults faults)
    {
        (Bytes, this.document, Faults) = (bytes, document, faults);
        Root = new JsonFields(document.RootElement, "", faults);
    }

    /// <summary>The body as it came, for the hash of an idempotency key.</summary>
    public byte[] Bytes { get; }

    public Faults Faults { get; }

    public JsonFields Root { get; }

    /// <summary>The body, or the problem that says why it cannot be read.</summary>
    /// <param name="maxBytes">More than this is refused.</param>
    public static async Task<(JsonBody? Body, ProblemResult? Refusal)> ReadAsync(HttpRequest request, int maxBytes = MaxBytes)
    {
        if (!request.HasJsonContentType())
        {
            return (null, new ProblemResult(Problem.NotJson));
        }

        if (request.ContentLength > maxBytes || await BodyBytes.ReadAsync(request, maxBytes, request.HttpContext.RequestAborted) is not { } bytes)
        {
            return (null, new ProblemResult(Problem.TooLargeFor(maxBytes)));
        }

        var faults = new Faults();
        try
        {
            var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return (new JsonBody(bytes, document, faults), null);
            }

            document.Dispose();
            faults.Add("", NotAnObject);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: a name of a member that is no text, such as half a surrogate pair.
            faults.Add("", Unreadable);
        }

        return (null, new ProblemResult(Problem.InvalidInput, faults));
    }

    /// <summary>As <see cref="ReadAsync"/>; where there is no body it is that of an object without fields.</summary>
    public static Task<(JsonBody? Body, ProblemResult? Refusal)> ReadOptionalAsync(HttpRequest request, int maxBytes = MaxBytes) =>
        request.ContentLength is not 0 && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            ? ReadAsync(request, maxBytes)
            : Task.FromResult<(JsonBody?, ProblemResult?)>((new JsonBody("{}"u8.ToArray(), JsonDocument.Parse("{}"), new Faults()), null));

    /// <summary>Reads the body by <paramref name="read"/> and goes on only where it has no fault.</summary>
    public static async Task<IResult> WithAsync<T>(HttpContext context, Func<JsonFields, T> read, Func<T, Task<IResult>> then, int maxBytes = MaxBytes)
    {
        var (body, unreadable) = await ReadAsync(context.Request, maxBytes);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var input = read(body.Root);
            return body.Faults.Any ? new ProblemResult(Problem.InvalidInput, body.Faults) : await then(input);
        }
    }

    public void Dispose() => document.Dispose();
}
