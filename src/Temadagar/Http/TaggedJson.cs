using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Temadagar.Http;

/// <summary>JSON with a strong ETag of its bytes (RFC 9110, 8.8.3): 304 to the one who has it already.</summary>
public sealed class TaggedJson<T>(T value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var options = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, options);
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-cache";
        if (EntityTags.IsKnown(httpContext, EntityTags.Of(bytes, weak: false)))
        {
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
