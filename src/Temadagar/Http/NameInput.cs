using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// A person's name in an input. Names go into mails to other people; nobody may send links, markup or numbers to a stranger by our server.
/// A name has a letter, and at most two digits: three begin a telephone number, however it is spaced.
/// </summary>
public static partial class NameInput
{
    private const int MaxDigits = 2;

    private static readonly Text NotAName = new("Skriv ett namn, utan webbadresser, nummer och tecken som < > / @.", "Write a name, without web addresses, numbers and characters such as < > / @.");

    public static string Read(JsonFields fields, string name, int maxLength, Text whenMissing)
    {
        var text = fields.Text(name, maxLength, whenMissing);
        Check(fields, name, text);
        return text;
    }

    public static string? ReadOptional(JsonFields fields, string name, int maxLength)
    {
        var text = fields.OptionalText(name, maxLength);
        Check(fields, name, text);
        return text;
    }

    // Compared in the form that looks alike (NFKC) and without joiners that nobody sees, since a mail program makes a link of that too.
    private static void Check(JsonFields fields, string name, string? text)
    {
        if (text is not { Length: > 0 })
        {
            return;
        }

        var seen = Joiners().Replace(text, "").Normalize(NormalizationForm.FormKC);
        if (NotInNames().IsMatch(seen) || !text.EnumerateRunes().Any(Rune.IsLetter) || seen.EnumerateRunes().Count(Rune.IsDigit) > MaxDigits)
        {
            fields.Fault(name, NotAName);
        }
    }

    [GeneratedRegex(@"[<>/\\@#:{}\[\]|=*_`~^\u3164\u2800\u115F\u1160]|\bwww\.|[\p{L}\p{Nd}]\s?[.\u3002]\p{L}{2,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotInNames();

    [GeneratedRegex("[\u200C\u200D]")]
    private static partial Regex Joiners();
}
