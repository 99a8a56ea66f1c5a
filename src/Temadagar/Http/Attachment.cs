using Microsoft.Net.Http.Headers;

namespace Temadagar.Http;

/// <summary>A reply that is a file to keep (RFC 6266).</summary>
public static class Attachment
{
    /// <summary>Says what a browser calls it.</summary>
    public static void NameFile(this HttpResponse response, string fileName) =>
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
}
