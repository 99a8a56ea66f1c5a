using System.Globalization;

namespace Temadagar.Organizers;

/// <summary>Whether digits are a number that someone has and whoever knows them can try: a day, a time, an identity number, a telephone number.</summary>
internal static class Numbers
{
    private static readonly string[] Days = ["yyyyMMdd", "ddMMyyyy", "MMddyyyy"];
    private static readonly string[] ShortDays = ["yyMMdd", "ddMMyy", "MMddyy"];
    private static readonly string[] Moments = ["yyyyMMddHHmm", "yyyyMMddHHmmss", "yyMMddHHmm"];

    public static bool IsOneThatPeopleHave(ReadOnlySpan<char> digits) => digits.Length switch
    {
        4 => digits is ['1', '9', ..] or ['2', '0', ..],
        6 => IsOneOf(digits, ShortDays),
        8 => IsOneOf(digits, Days) || IsTelephone(digits),
        10 => IsIdentityNumber(digits) || IsOneOf(digits, Moments) || IsTelephone(digits),
        12 => IsIdentityNumber(digits[2..]) || IsOneOf(digits, Moments) || IsTelephone(digits),
        14 => IsOneOf(digits, Moments),
        _ => IsTelephone(digits),
    };

    private static bool IsOneOf(ReadOnlySpan<char> digits, string[] formats) =>
        DateTime.TryParseExact(digits, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2100;

    // Swedish ones: an area's, a mobile's, or either with the country's number before it.
    private static bool IsTelephone(ReadOnlySpan<char> digits) => digits switch
    {
        ['0', >= '1' and <= '9', ..] => digits.Length is >= 8 and <= 10,
        ['4', '6', >= '1' and <= '9', ..] => digits.Length is >= 9 and <= 11,
        ['0', '0', '4', '6', >= '1' and <= '9', ..] => digits.Length is >= 11 and <= 13,
        _ => false,
    };

    // A personal identity number, a coordination number (60 is added to the day) or an organization's (20 at least in the month's place): the last digit is a check.
    private static bool IsIdentityNumber(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product > 9 ? product - 9 : product;
        }

        var (month, day) = (int.Parse(digits[2..4], CultureInfo.InvariantCulture), int.Parse(digits[4..6], CultureInfo.InvariantCulture));
        return sum % 10 == 0 && (month >= 20 || (month is >= 1 and <= 12 && (day is >= 1 and <= 31 or >= 61 and <= 91)));
    }
}
