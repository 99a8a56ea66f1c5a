using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Http;

public static class ReaderLanguages
{
    /// <summary>
    /// The language of ours that the reader wants most: by <c>?lang=</c>, since a link to a file cannot say it otherwise, else by
    /// Accept-Language (RFC 9110, 12.5.4). Swedish unless English is said first.
    /// </summary>
    public static Language ReaderLanguage(this HttpContext context)
    {
        if (Code.TryParse<Language>(context.Request.Query["lang"].ToString(), out var said))
        {
            return said;
        }

        var accepted = context.Request.Headers.AcceptLanguage;
        if (StringValues.IsNullOrEmpty(accepted)
            || !StringWithQualityHeaderValue.TryParseList(accepted, out var wanted))
        {
            return Language.Sv;
        }

        foreach (var value in wanted.Where(value => value.Quality is not 0).OrderByDescending(value => value.Quality ?? 1))
        {
            var primary = value.Value.Value!.Split('-')[0];
            if (primary.Equals("sv", StringComparison.OrdinalIgnoreCase))
            {
                return Language.Sv;
            }

            if (primary.Equals("en", StringComparison.OrdinalIgnoreCase))
            {
                return Language.En;
            }
        }

        return Language.Sv;
    }
}
