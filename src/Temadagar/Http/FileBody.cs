namespace Temadagar.Http;

/// <summary>The body of a request that is a file, of one of some types and up to a size.</summary>
public static class FileBody
{
    public static readonly string[] Images = ["image/jpeg", "image/png"];

    public static readonly Problem NotAnImage = new("not-an-image", 415,
        new("Innehållet är ingen bild", "The content is no image"),
        new("Skicka en JPEG eller PNG med Content-Type: image/jpeg eller image/png. Inget har sparats.",
            "Send a JPEG or PNG with Content-Type: image/jpeg or image/png. Nothing was saved."));

    /// <summary>Why it is refused before any of it is read; null: it is not.</summary>
    /// <param name="whenOther">What is said of any other type.</param>
    public static ProblemResult? RefusalOf(HttpRequest request, int maxBytes, string[] types, Problem whenOther) =>
        request.GetTypedHeaders().ContentType?.MediaType.Value is not { } type || !types.Contains(type, StringComparer.OrdinalIgnoreCase) ? new ProblemResult(whenOther)
        : request.ContentLength > maxBytes ? new ProblemResult(Problem.TooLargeFor(maxBytes))
        : null;

    /// <summary>The bytes, or the problem that says why there are none.</summary>
    public static async Task<(byte[]? Bytes, ProblemResult? Refusal)> ReadAsync(
        HttpRequest request, int maxBytes, string[] types, Problem whenOther, CancellationToken cancellationToken) =>
        RefusalOf(request, maxBytes, types, whenOther) is { } refusal ? (null, refusal)
        : await BodyBytes.ReadAsync(request, maxBytes, cancellationToken) is { } bytes ? (bytes, null)
        : (null, new ProblemResult(Problem.TooLargeFor(maxBytes)));
}
