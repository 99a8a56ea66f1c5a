using System.Net.Http.Headers;

namespace Temadagar.Http;

public static class Bearer
{
    /// <summary>The secret in <c>Authorization: Bearer</c> (RFC 6750), or null.</summary>
    public static string? Secret(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var value)
        && "Bearer".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter?.Trim()
            : null;
}
