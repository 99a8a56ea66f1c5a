using System.Buffers;
using System.Text.Json;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// The body of a request, read whole (64 KiB at most) and then field by field, so that every fault is found at once.
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
    public static async Task<(JsonBody? Body, ProblemResult? Refusal)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return (null, new ProblemResult(Problem.NotJson));
        }

        if (request.ContentLength > MaxBytes || await ReadBytesAsync(request) is not { } bytes)
        {
            return (null, new ProblemResult(Problem.TooLarge));
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

    public void Dispose() => document.Dispose();

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        var read = await reader.ReadAtLeastAsync(MaxBytes + 1, request.HttpContext.RequestAborted);
        var bytes = read.Buffer.Length > MaxBytes ? null : read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return bytes;
    }
}
