using System.Globalization;

namespace Temadagar.Http;

/// <summary>
/// What an operation is called in the API's description, and so in programs made from it: the method and the words of the address, in the singular where one of several is named.
/// <c>GET /api/organizer/theme-days/{slug}/check-ins</c> is <c>getOrganizerThemeDayCheckIns</c>.
/// </summary>
public static class OperationNames
{
    private static readonly char[] BetweenWords = ['-', '.'];

    public static string Of(string method, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part == "api").ToList();
        var words = parts.SelectMany((part, index) => part.StartsWith('{')
            ? part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries)
            : (parts.ElementAtOrDefault(index + 1)?.StartsWith('{') == true ? One(part) : part).Split(BetweenWords));
        return method.ToLowerInvariant() + string.Concat(words.Select(word => word[..1].ToUpper(CultureInfo.InvariantCulture) + word[1..]));
    }

    private static string One(string plural) =>
        plural.EndsWith("people", StringComparison.Ordinal) ? plural[..^"people".Length] + "person" : plural.EndsWith('s') ? plural[..^1] : plural;
}
