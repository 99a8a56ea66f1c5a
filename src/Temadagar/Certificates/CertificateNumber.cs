using System.Globalization;

namespace Temadagar.Certificates;

/// <summary>The number on a certificate: <c>2016-1-0001</c> is the first of day 1 of that year.</summary>
public static class CertificateNumber
{
    public static string Of(string prefix, int sequence) => $"{prefix}-{sequence.ToString("0000", CultureInfo.InvariantCulture)}";

    public static string PrefixOf(string number) => number[..number.LastIndexOf('-')];

    /// <summary>
    /// What a day's numbers may begin with, best first, without an end. Nothing keeps two days from having the same number at different times: the second one's begin <c>2016-1B</c>, and the one's
    /// after <c>2016-1Z</c> begin <c>2016-1AA</c>.
    /// </summary>
    public static IEnumerable<string> Prefixes(int year, int day)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"{year}-{day}");
        yield return first;
        for (var other = 1; ; other++)
        {
            yield return first + Letters(other);
        }
    }

    // As the columns of a spreadsheet are called: A is 0, Z is 25, AA is 26.
    private static string Letters(int number) => (number < 26 ? "" : Letters((number / 26) - 1)) + (char)('A' + (number % 26));
}
