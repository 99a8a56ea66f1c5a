using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Temadagar.Templating;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Templating;

/// <summary>What people write of themselves is text and never anything else.</summary>
public sealed class MarkupInNamesTests
{
    private static readonly MailTemplates Templates = new(MailModels.Folder);

    private static readonly string[] Hostile =
    [
        "*", "**", "_", "`", "```", "[", "](", ")", "!", "#", "- ", "+ ", "1. ", "> ", "    ", "\t", "\r\n", "\n\n", "\n# ", "\n- ", "\r\n\r\n> ", "---", "===",
        "<b>", "</td>", "<!--", "-->", "<script>", "<http://evil.example>", "http://evil.example", "[a](http://evil.example)", "[b]: http://evil.example",
        "{{ link }}", "{% part facts %}", "{%", "}}", "\\", "\\*", "&", "&lt;", "&#42;", "&amp;", "\"", "'", "|", "~~", "^", "=", "$", "\0", "\x1b[31m", "\x7f",
        "\u0085", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff", "\u00a0", "\ud800", "😀", "👩‍⚕️", "å", "Ø", "ß", "漢字", "a", "B", " ", ":", "Bcc: b@example.org",
    ];

    private static readonly Gen<string> HostileText =
        Gen.OneOf(Gen.Int[0, Hostile.Length - 1].Select(index => Hostile[index]), Gen.String, Gen.Char.Select(character => character.ToString())).Array[0, 12].Select(string.Concat);

    [Fact]
    public void A_name_with_markup_stays_text()
    {
        const string name = "*<b>x</b>* [a](http://evil)";
        var model = MailModels.Full("registration-confirmed", "sv");
        model["person"] = new { firstName = name };
        model["submittedBy"] = name;
        var mail = Templates.Render("registration-confirmed", "sv", model);

        Assert.Contains($"Hej {name}!\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"Hej {WebUtility.HtmlEncode(name)}!</p>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http://evil", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_with_markup_stands_in_the_subject_as_it_is()
    {
        var model = MailModels.Full("registration-confirmed", "sv");
        model["themeDay"] = new { title = "Vi & [ni] *nu*\r\nBcc: x@example.org\0\t<hej>", city = "Luleå\n" };

        Assert.Equal("[Demonstration] Bekräftad plats: Vi & [ni] *nu* Bcc: x@example.org <hej>, Luleå", Templates.Render("registration-confirmed", "sv", model).Subject);
    }

    [Slow]
    [Fact]
    public void Hostile_text_comes_out_as_itself_and_changes_nothing_else()
    {
        var plain = Templates.Render("registration-confirmed", "sv", Model("X"));

        HostileText.Sample(hostile =>
        {
            var seen = OneLine(hostile);
            var mail = Templates.Render("registration-confirmed", "sv", Model(hostile));

            // As absent as an empty one when nothing can be seen of it.
            if (seen.Length == 0)
            {
                Assert.Equal(Elements(Templates.Render("registration-confirmed", "sv", Model(null)).Html), Elements(mail.Html));
                return;
            }

            Assert.Equal(Elements(plain.Html), Elements(mail.Html));
            Assert.Contains($"{seen} har anmält dig till temadagen.", mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.Contains($"{seen} har anmält dig till temadagen.", WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
            Assert.Contains($"- Temadag: {seen} - När:", Regex.Replace(mail.Text, @"\n *", " "), StringComparison.Ordinal);
            Assert.Equal($"[Demonstration] Bekräftad plats: {seen}, {seen} 1 december", mail.Subject);
            Assert.Equal(1, mail.Text.Split('\n').Count(line => line == MailModels.Link));
        }, iter: 3000);
    }

    [Fact]
    public void A_link_that_is_no_web_or_mail_address_is_text()
    {
        var model = MailModels.Full("registration-confirmed", "sv");
        foreach (var link in new[] { "javascript:alert(1)", "data:text/html,x", "https://a.example/ ) [x](https://evil.example", "https://a.example/\"onclick=x" })
        {
            model["link"] = link;
            var html = Templates.Render("registration-confirmed", "sv", model).Html;

            Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"data", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"https://evil", html, StringComparison.Ordinal);
            Assert.DoesNotContain("\"onclick", html, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, object?> Model(string? text)
    {
        var model = MailModels.Full("registration-confirmed", "sv");
        model["submittedBy"] = text;
        model["person"] = new { firstName = text };
        model["themeDay"] = new { title = text, number = 1, city = text, shortDate = "1 december", date = "torsdag", place = text };
        model["organizer"] = new { name = text, phone = text };
        return model;
    }

    /// <summary>The rule of the product, said in another way: what shows, on one line.</summary>
    private static string OneLine(string text)
    {
        var shown = string.Concat(text.EnumerateRunes()
            .Select(rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : rune.ToString())
            .Where(rune => CharUnicodeInfo.GetUnicodeCategory(rune, 0) != UnicodeCategory.Format || rune is "\u200c" or "\u200d"));
        return Regex.Replace(shown, " +", " ").Trim(' ');
    }

    private static string Elements(string html) => string.Join(' ', Regex.Matches(html, "<[^>]*>").Select(element =>
        Regex.Replace(element.Value, "(aria-label)=\"[^\"]*\"", "$1")));
}
