using Microsoft.Net.Http.Headers;

namespace Temadagar.Http;

/// <summary>
/// The version of what an organizer edits, as an entity tag: whoever saves says which version was read (If-Match, RFC 9110, 13.1.1),
/// so that nobody overwrites what another has written meanwhile.
/// </summary>
public static class Versions
{
    public static readonly Problem NoIfMatch = new("if-match-missing", 428,
        new("Version saknas", "The version is missing"),
        new("Skicka If-Match med den ETag som du fick när du läste. Inget har sparats.", "Send If-Match with the ETag that you got when you read. Nothing was saved."));

    public static readonly Problem Stale = new("stale", 412,
        new("Någon annan har ändrat det här", "Someone else has changed this"),
        new("Läs det igen och gör om din ändring. Inget har sparats.", "Read it again and make your change anew. Nothing was saved."));

    /// <summary>Says which version the reply holds.</summary>
    public static void Tag(HttpContext context, int version) => context.Response.GetTypedHeaders().ETag = TagOf(version);

    /// <summary>Whether a version is one that the caller has read; null where the request does not say.</summary>
    public static Func<int, bool>? Wanted(HttpContext context)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
        {
            return null;
        }

        var wanted = context.Request.GetTypedHeaders().IfMatch;
        return version => wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(TagOf(version), useStrongComparison: true));
    }

    private static EntityTagHeaderValue TagOf(int version) => new($"\"{version}\"");
}
