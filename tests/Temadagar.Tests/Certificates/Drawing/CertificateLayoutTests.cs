using CsCheck;
using Temadagar.Certificates.Drawing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;
using static Temadagar.Tests.Certificates.Drawing.Drawable;

namespace Temadagar.Tests.Certificates.Drawing;

/// <summary>However long what is written is: no line covers another, nothing is beyond the margins, and all of it is there, or is said not to be.</summary>
public class CertificateLayoutTests
{
    private static readonly string[] Words = ["i o å ", "sex mot ersättning ", "kunskapsnätverkssamordnarna ", "W"];

    private static readonly CertificateLogo[] Logos = [Logo("Ett", 60, 20), Logo("Två", 30, 30), Logo("Tre", 300, 20), Logo("Fyra", 10, 90)];

    // Each text of a certificate, the most letters that it may have, and how it gets one.
    private static readonly Dictionary<string, (int Most, Func<CertificateContent, string, CertificateContent> Put)> Fields = new()
    {
        ["name"] = (201, (content, text) => content with { Name = text }),
        ["organizer"] = (200, (content, text) => content with { Organizer = text }),
        ["title"] = (216, (content, text) => content with { Title = text }),
        ["place"] = (302, (content, text) => content with { Place = text }),
        ["signatory"] = (200, (content, text) => content with { Signatory = text }),
        ["signatory's title"] = (200, (content, text) => content with { SignatoryTitle = text }),
        ["only session"] = (200, (content, text) => content with { Content = [text] }),
        ["first session"] = (200, (content, text) => content with { Content = [text, .. content.Content] }),
        ["sixty sessions"] = (200, (content, text) => content with { Content = [.. Enumerable.Repeat(text, 60)] }),
        ["number"] = (40, (content, text) => content with { Number = text }),
        ["address"] = (200, (content, text) => content with { VerificationAddress = $"https://{text.Replace(' ', '-').Replace('å', 'a').Replace('ä', 'a')}.example.org/intyg/3fY7kQzT0bW2mXc9LpVn5A" }),
    };

    public static TheoryData<string, string> FieldsAndWords => [.. Fields.Keys.SelectMany(_ => Words, (name, word) => new TheoryDataRow<string, string>(name, word))];

    public static TheoryData<string> EachWord => [.. Words];

    [Theory]
    [MemberData(nameof(FieldsAndWords))]
    public void One_text_may_be_as_long_as_it_is_allowed(string field, string word) => AssertOfEveryKind(With(Ordinary, field, word, Fields[field].Most));

    [Theory]
    [MemberData(nameof(EachWord))]
    public void All_texts_may_be_as_long_as_they_are_allowed(string word) =>
        AssertOfEveryKind(Fields.Keys.Aggregate(Ordinary, (content, field) => With(content, field, word, Fields[field].Most)));

    [Theory]
    [MemberData(nameof(EachWord))]
    public void All_texts_may_be_long_where_there_are_no_sessions(string word) =>
        AssertOfEveryKind(Fields.Keys.Aggregate(Ordinary, (content, field) => With(content, field, word, Fields[field].Most)) with { Content = [] });

    [Slow]
    [Fact]
    public void Texts_may_be_of_any_length() => Gen
        .Select(Gen.Select(Gen.Int[0, Words.Length - 1], Gen.Int[1, 302]).Array[Fields.Count], Gen.Int[0, 40], Gen.Bool, Gen.Int[0, 4], (texts, sessions, english, logos) =>
            Fields.Keys.Zip(texts).Where(text => text.First != "sixty sessions").Aggregate(
                Ordinary with { Content = [.. Ordinary.Content, .. Enumerable.Range(1, sessions).Select(number => $"Pass {number}")], Language = english ? Language.En : Language.Sv, Logos = Logos[..logos] },
                (content, text) => With(content, text.First, Words[text.Second.Item1], Math.Min(text.Second.Item2, Fields[text.First].Most))))
        .Sample(AssertLaidOut, iter: 200, threads: 1);

    private static CertificateContent With(CertificateContent content, string field, string word, int length) =>
        Fields[field].Put(content, string.Concat(Enumerable.Repeat(word, length))[..length].TrimEnd());

    private static void AssertOfEveryKind(CertificateContent content)
    {
        foreach (var language in new[] { Language.Sv, Language.En })
        {
            foreach (var logos in new[] { 0, 4 })
            {
                AssertLaidOut(content with { Language = language, Logos = Logos[..logos] });
            }
        }
    }

    private static void AssertLaidOut(CertificateContent content)
    {
        var page = PrintedPage.Of(Drawn(content));

        Assert.Empty(page.Collisions());
        string[] texts = [content.Organizer, content.Name, content.Title, content.Place, content.Signatory, content.SignatoryTitle ?? "", content.Number, content.VerificationAddress];
        Assert.All(texts, text => Assert.Contains(PrintedPage.Squeezed(text), page.Text, StringComparison.Ordinal));
        AssertThatSessionsAreThereOrSaidToBeCut(content, page.Text);
    }

    private static void AssertThatSessionsAreThereOrSaidToBeCut(CertificateContent content, string text)
    {
        var (heading, andMore) = content.Language == Language.En ? ("Content", "andmore") : ("Innehåll", "m.m.");
        if (content.Content.Count == 0)
        {
            Assert.DoesNotContain(heading, text, StringComparison.Ordinal);
            return;
        }

        var whole = heading + string.Concat(content.Content.Select(PrintedPage.Squeezed));
        var at = text.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(at >= 0, "The heading is gone.");
        Assert.StartsWith(heading + PrintedPage.Squeezed(content.Content[0]), text[at..], StringComparison.Ordinal);
        Assert.True(text[at..].StartsWith(whole, StringComparison.Ordinal) != text[at..].Contains(andMore, StringComparison.Ordinal), "What is cut says so, and nothing else does.");
    }
}
