namespace Temadagar.Http;

/// <summary>JSON with a strong ETag of its bytes (RFC 9110, 8.8.3): 304 to the one who has it already.</summary>
public sealed class TaggedJson<T>(T value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = httpContext.RequestServices.GetRequiredService<JsonReplies>().WriteBytes(value);
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-cache";
        if (EntityTags.IsKnown(httpContext, EntityTags.Of(bytes, weak: false)))
        {
            return;
        }

        response.ContentType = JsonReplies.MediaType;
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
