using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Temadagar.Http;

/// <summary>Entity tags of what is made anew for each request (RFC 9110, 8.8.3): a hash of what it says.</summary>
public static class EntityTags
{
    /// <param name="weak">The bytes may differ where the tag is the same: a time of writing, a compression.</param>
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> content, bool weak) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"", weak);

    /// <summary>Says the tag in the reply; true where the caller has it already and 304 is all of the answer.</summary>
    public static bool IsKnown(HttpContext context, EntityTagHeaderValue tag)
    {
        context.Response.Headers.ETag = tag.ToString();
        var known = context.Request.Headers.IfNoneMatch.Count > 0 && context.Request.GetTypedHeaders().IfNoneMatch.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
        if (known)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }

        return known;
    }
}
