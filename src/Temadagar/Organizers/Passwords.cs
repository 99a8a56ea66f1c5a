using System.Globalization;
using System.Text.RegularExpressions;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>What a password must be (NIST SP 800-63B, 3.1.1).</summary>
public static partial class Passwords
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    // As a power of ten: three words, or nine letters that are no word. What zxcvbn calls safely unguessable lies between 8 and 10.
    private const int LeastPower = 9;

    private const int Judged = 60;

    private static readonly Text TooShort = new($"Lösenordet ska ha minst {MinLength} tecken.", $"The password must have at least {MinLength} characters.");
    private static readonly Text TooLong = new($"Lösenordet får ha högst {MaxLength} tecken.", $"The password may have at most {MaxLength} characters.");
    private static readonly Text TooCommon = new(
        "Lösenordet är för lätt att gissa. Ta till exempel fyra ovanliga ord som inte hör ihop.",
        "The password is too easy to guess. Take for example four uncommon words that do not belong together.");

    /// <summary>What is wrong with the password, or null.</summary>
    /// <param name="email">Whose: a password made of one's own address is the first that is tried.</param>
    public static Text? Fault(string password, string email)
    {
        if (new StringInfo(password).LengthInTextElements < MinLength)
        {
            return TooShort;
        }

        if (password.Length > MaxLength)
        {
            return TooLong;
        }

        // The beginning of one that long is enough, and judging all of it would take long.
        return Guesses.Power(password.Length > Judged ? password[..Judged] : password, NotLetter().Split(email)) < LeastPower ? TooCommon : null;
    }

    [GeneratedRegex(@"[^\p{L}]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotLetter();
}
