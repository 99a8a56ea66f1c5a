using System.Net;
using System.Text.RegularExpressions;
using Temadagar.Templating;

namespace Temadagar.Tests.Templating;

/// <summary>The mails as they are in templates/mail, in every language, with all facts and with none.</summary>
public sealed partial class MailTemplatesTests
{
    private static readonly MailTemplates Templates = new(MailModels.Folder);

    public static TheoryData<string, string, bool> EveryMail()
    {
        var mails = new TheoryData<string, string, bool>();
        foreach (var kind in MailModels.Kinds)
        {
            foreach (var language in MailModels.Languages)
            {
                mails.Add(kind, language, true);
                mails.Add(kind, language, false);
            }
        }

        return mails;
    }

    public static TheoryData<string> EveryKind() => [.. MailModels.Kinds];

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void A_mail_reads_well_with_all_facts_and_with_none(string kind, string language, bool allFacts)
    {
        var mail = Templates.Render(kind, language, allFacts ? MailModels.Full(kind, language) : MailModels.Empty);

        Assert.DoesNotMatch(Leftover(), mail.Subject);
        Assert.DoesNotMatch(Leftover(), mail.Text);
        Assert.DoesNotMatch(Leftover(), Words(mail.Html));
        Assert.DoesNotContain("{{", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{%", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"\S\n\z", mail.Text);
        Assert.All(mail.Text.Split('\n'), line => Assert.True(line.Length <= 72 || !line.Contains(' ', StringComparison.Ordinal), line));
        Assert.Matches($"""<html lang="{language}" """, mail.Html);
        Assert.Contains($"<title>{mail.Subject}</title>", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Nothing_in_a_mail_is_fetched_from_anywhere(string kind, string language, bool allFacts)
    {
        var html = Templates.Render(kind, language, allFacts ? MailModels.Full(kind, language) : MailModels.Empty).Html;
        // What comes with the mail is not fetched.
        html = Regex.Replace(html, """<img src="cid:[a-z0-9.@-]+" alt="[^"]+" """, "");

        Assert.DoesNotMatch(@"(?i)<(img|link|script|iframe|object|video|audio|source|input|form)\b|url\(|@import|\bsrc=|background=|srcset", html);
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void The_personal_link_stands_alone_on_its_line_and_is_a_button_and_text(string kind, string language, bool allFacts)
    {
        var mail = Templates.Render(kind, language, allFacts ? MailModels.Full(kind, language) : MailModels.Empty);
        var expected = allFacts && MailModels.HasLink(kind) ? 1 : 0;

        Assert.Equal(expected, mail.Text.Split('\n').Count(line => line == MailModels.Link));
        Assert.Equal(expected, Regex.Count(mail.Text, "/anmalan#"));
        Assert.Equal(expected * 2, Regex.Count(mail.Html, $"href=\"{Regex.Escape(MailModels.Link)}\""));
        Assert.Equal(expected, Regex.Count(mail.Html, $">{Regex.Escape(MailModels.Link)}</a>"));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Swedish_and_English_say_the_same_things_in_the_same_order(string kind)
    {
        foreach (var model in new Func<string, IReadOnlyDictionary<string, object?>>[] { language => MailModels.Full(kind, language), _ => MailModels.Empty })
        {
            var swedish = Templates.Render(kind, "sv", model("sv"));
            var english = Templates.Render(kind, "en", model("en"));

            Assert.Equal(Elements(swedish.Html), Elements(english.Html));
            Assert.NotEqual(swedish.Text, english.Text);
        }
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Both_parts_hold_the_same_words(string kind, string language, bool allFacts)
    {
        var mail = Templates.Render(kind, language, allFacts ? MailModels.Full(kind, language) : MailModels.Empty);
        var html = Words(mail.Html);

        Assert.All(mail.Text.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries),
            word => Assert.Contains(word.Trim('-', ':', '(', ')', '.').Replace("https://temadagar.example/temadag/lulea", "", StringComparison.Ordinal), html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_subject_says_the_matter_first()
    {
        var model = MailModels.Full("registration-confirmed", "sv");
        model["series"] = new { name = "Temadagar", demonstration = false };

        Assert.Equal("Bekräftad plats: Sex mot ersättning, Luleå 1 december", Templates.Render("registration-confirmed", "sv", model).Subject);
        Assert.Equal("Avbokad: Sex mot ersättning, Luleå 1 december", Templates.Render("registration-cancelled", "sv", model).Subject);
    }

    [Fact]
    public void An_undated_day_is_called_by_its_number_and_says_that_the_date_will_come()
    {
        var mail = Templates.Render("interest-received", "sv", new Dictionary<string, object?> { ["themeDay"] = new { number = 2, title = (string?)null } });

        Assert.EndsWith(": Temadag 2", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("- Temadag: Temadag 2\n- När: Datum meddelas senare\n- Var: Platsen meddelas senare\n", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void A_demonstration_is_marked_in_the_subject_and_first_in_the_mail(string kind, string language, bool allFacts)
    {
        var mail = Templates.Render(kind, language, allFacts ? MailModels.Full(kind, language) : MailModels.Empty);

        Assert.Equal(allFacts, mail.Subject.StartsWith("[Demonstration] ", StringComparison.Ordinal));
        Assert.Equal(allFacts, mail.Text.StartsWith("Demonstration. ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sv", "Anna Ek har anmält dig", "Det var inte jag")]
    [InlineData("en", "Anna Ek has registered you", "This was not me")]
    public void A_colleague_is_told_who_registered_them_and_how_to_say_no(string language, string who, string no)
    {
        foreach (var kind in new[] { "registration-confirmed", "registration-waitlisted" })
        {
            var model = MailModels.Full(kind, language);
            Assert.Contains(who, Templates.Render(kind, language, model).Text, StringComparison.Ordinal);
            Assert.Contains(no, Templates.Render(kind, language, model).Text.ReplaceLineEndings(" "), StringComparison.Ordinal);

            model["submittedBy"] = null;
            Assert.DoesNotContain(no, Templates.Render(kind, language, model).Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Someone_online_is_not_sent_to_the_venue()
    {
        var model = MailModels.Full("registration-confirmed", "sv");
        model["participation"] = "online";
        var text = Templates.Render("registration-confirmed", "sv", model).Text;

        Assert.DoesNotContain("Kulturens hus", text, StringComparison.Ordinal);
        Assert.Contains("Deltagande: digitalt", text, StringComparison.Ordinal);
        Assert.Contains("Adressen till det digitala mötet finns på din sida", text, StringComparison.Ordinal);
    }

    /// <summary>What a template leaves behind when a fact is missing: markup, double spaces, a space before a comma.</summary>
    [GeneratedRegex(@"\{\{|\}\}|\{%|\\|\S[ \t]{2,}|[ \t][,.!?:](\s|$)|\(\)|: *$|:\s*$|\*\*|&[a-z#]", RegexOptions.None)]
    private static partial Regex Leftover();

    private static string Elements(string html) =>
        string.Join(' ', Regex.Matches(html[html.IndexOf("<body", StringComparison.Ordinal)..], @"<(/?[a-z0-9]+)").Select(match => match.Groups[1].Value));

    private static string Words(string html)
    {
        var body = Regex.Replace(html[html.IndexOf("<body", StringComparison.Ordinal)..], "<!--.*?-->", "", RegexOptions.Singleline);
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(body, "</?(a|strong)\\b[^>]*>", ""), "<[^>]+>", "\n")), @"\s*\n\s*", "\n").Trim();
    }
}
