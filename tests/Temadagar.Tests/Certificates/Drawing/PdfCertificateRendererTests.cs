using System.Text;
using CsCheck;
using Temadagar.Certificates.Drawing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Pdf;
using Temadagar.Texts;
using static Temadagar.Tests.Certificates.Drawing.Drawable;

namespace Temadagar.Tests.Certificates.Drawing;

[Slow]
public class PdfCertificateRendererTests
{
    public static TheoryData<string> Kinds => [.. Drawable.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_certificate_of_any_kind_keeps_to_the_rules_on_one_page(string kind)
    {
        var drawn = Drawn(Drawable.Kinds[kind]);

        Assert.Empty(PdfRules.Faults(drawn));
        Assert.Empty(PrintedPage.Of(drawn).Collisions());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Qpdf_finds_nothing_wrong(string kind) =>
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Read(Drawn(Drawable.Kinds[kind]), "qpdf", "--check", "{}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ordinary")]
    [InlineData("many names")]
    [InlineData("four logos")]
    [InlineData("hostile")]
    public void Pdfbox_takes_the_older_variant_for_the_archive(string kind)
    {
        var (exit, said) = PdfTools.Preflighted(DrawnAsOlderVariant(Drawable.Kinds[kind]));

        Assert.True(exit == 0 && said.Contains("is a valid PDF/A-1b file", StringComparison.Ordinal), said);
    }

    [Fact]
    public void All_fonts_are_embedded_cut_down_and_tell_their_characters()
    {
        var fonts = PdfTools.Read(Drawn(Drawable.Kinds["many names"]), "pdffonts", "{}").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.Equal(3, fonts.Length);
        Assert.All(fonts, font => Assert.Contains("yes yes yes", font, StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_listens_hears_it_in_the_order_that_it_is_read()
    {
        var said = PdfTools.Read(Drawn(Ordinary), "pdfinfo", "-struct-text", "{}");

        string[] order =
        [
            "H1", "Intyg om deltagande", "Länsstyrelsen i Norrbottens län intygar att", "Åsa Öberg", "har deltagit i temadagen", "Sex mot ersättning – fokus efterfrågan", "Datum 1 december 2016",
            "Plats Kulturens hus, Luleå", "Omfattning 6 timmar", "H2", "Innehåll", "LI", "Välkommen", "Panel: hur samverkar vi?", "Karin Lindström", "Folkhälsostrateg", "Utfärdat den 5 december 2016 · Intygsnummer NB-2016-00042",
            "Kontrollera att intyget gäller:", "Link", Address, "Figure",
        ];
        var at = 0;
        foreach (var part in order)
        {
            at = said.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{part} is not where it should be:\n{said}");
        }

        Assert.Equal(2, said.Split("H1").Length);
    }

    [Fact]
    public void In_English_the_words_and_the_language_are_English()
    {
        var drawn = Drawn(Drawable.Kinds["English"]);

        var text = PdfTools.Read(drawn, "pdftotext", "-raw", "{}", "-");
        Assert.All(["Certificate of attendance", "certifies that", "attended the theme day", "1 December 2016", "6.5 hours", "Issued on 5 December 2016", "Certificate number"], words => Assert.Contains(words, text, StringComparison.Ordinal));
        using var reading = new PdfReading(drawn);
        Assert.Equal("en", reading.Text(reading.Catalog, "Lang"));
    }

    [Fact]
    public void In_English_what_the_organizer_wrote_is_said_to_be_Swedish()
    {
        var content = Ordinary with { Language = Language.En, Logos = [Logo("Länsstyrelsens vapen", 60, 20)] };

        var spoken = SpokenTexts.Of(Drawn(content));

        string[] swedish =
        [
            "Länsstyrelsens vapen", content.Organizer, content.Title, content.Place, .. content.Content, content.Signatory, content.SignatoryTitle!, content.Organizer,
        ];
        Assert.Equal(swedish, spoken.Where(part => part.Language == "sv").Select(part => part.Text));
        string[] english = ["Certificate of attendance", " certifies that", content.Name, "attended the theme day", "Date 1 December 2016", "Place ", "Content", "Verify that the certificate is valid:"];
        Assert.All(english, text => Assert.Contains(("en", text), spoken));
    }

    [Fact]
    public void In_English_what_is_ours_is_not_said_to_be_Swedish()
    {
        var spoken = SpokenTexts.Of(Drawn(Drawable.Kinds["sixty long sessions"] with { Language = Language.En, Place = "Online" }));

        Assert.Contains(("en", "and more"), spoken);
        Assert.Contains(("en", "Place Online"), spoken);
    }

    [Fact]
    public void In_Swedish_all_is_Swedish() => Assert.All(SpokenTexts.Of(Drawn(Drawable.Kinds["four logos"])), part => Assert.Equal("sv", part.Language));

    [Theory]
    [InlineData(Language.Sv)]
    [InlineData(Language.En)]
    public async Task Where_all_of_a_day_are_in_both_languages_each_has_its_own(Language reader)
    {
        CertificateContent[] both = [Ordinary, Ordinary with { Language = Language.En }];

        var spoken = SpokenTexts.Of(await DrawnAllAsync(both, reader));

        Assert.Equal(both.SelectMany(content => SpokenTexts.Of(Drawn(content))), spoken);
    }

    [Fact]
    public void Drawn_shapes_stand_only_where_a_demonstration_has_no_logo()
    {
        var (real, demonstration, withLogo) = (Ordinary, Ordinary with { Demonstration = true }, Ordinary with { Demonstration = true, Logos = [Logo("Ett", 60, 20)] });

        Assert.Equal([0, 4, 0], new[] { real, demonstration, withLogo }.Select(content => PrintedPage.Of(Drawn(content)).ShapesAmongTheLogos));
    }

    [Theory]
    [InlineData("6", "6 timmar", "6 hours")]
    [InlineData("6.50", "6,5 timmar", "6.5 hours")]
    [InlineData("1", "1 timme", "1 hour")]
    [InlineData("0.75", "0,75 timmar", "0.75 hours")]
    public void Hours_are_written_as_people_write_them(string hours, string swedish, string english)
    {
        var content = Ordinary with { Hours = decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Contains(swedish, Text(content), StringComparison.Ordinal);
        Assert.Contains(english, Text(content with { Language = Language.En }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ordinary")]
    [InlineData("four logos")]
    [InlineData("all is long")]
    public void A_camera_reads_the_address_from_the_printed_page(string kind) => Assert.Equal(Address, PdfTools.Scanned(Drawn(Drawable.Kinds[kind])));

    [Fact]
    public void The_link_leads_to_the_address_and_says_so()
    {
        using var reading = new PdfReading(Drawn(Ordinary));

        var link = reading.Resolve(Assert.Single(reading.Array(reading.Pages.Single().Dictionary, "Annots")));
        Assert.Equal(Address, reading.Text(reading.Get(link, "A"), "URI"));
        Assert.Equal("Kontrollera intyget på webben", reading.Text(link, "Contents"));
    }

    [Fact]
    public void Logos_are_pictures_with_words_for_those_who_do_not_see_them()
    {
        var drawn = Drawn(Drawable.Kinds["four logos"]);

        Assert.Equal(4, PdfTools.Read(drawn, "pdfimages", "-list", "{}").Split('\n').Count(line => line.Contains("image", StringComparison.Ordinal)));
        Assert.Contains(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Två & <tre>")), Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_with_more_sessions_than_there_is_room_for_ends_with_and_more()
    {
        var (twenty, sixty) = (Text(Drawable.Kinds["twenty long sessions"]), Text(Drawable.Kinds["sixty long sessions"]));

        Assert.Contains("Pass 20:", twenty, StringComparison.Ordinal);
        Assert.DoesNotContain("m.m.", twenty, StringComparison.Ordinal);
        Assert.Contains("Pass 1:", sixty, StringComparison.Ordinal);
        Assert.Contains("m.m.", sixty, StringComparison.Ordinal);
        Assert.DoesNotContain("Pass 60:", sixty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_whatever_was_drawn_before()
    {
        var alone = Drawn(new PdfCertificateRenderer(Fonts.Folder), Ordinary);
        Drawn(Drawable.Kinds["many names"]);
        var atTheSameTime = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Drawn(Ordinary))));

        Assert.All(atTheSameTime, drawn => Assert.Equal(alone, drawn));
        Assert.NotEqual(alone, Drawn(Ordinary with { Name = "Åsa Öbergh" }));
    }

    [Theory]
    [InlineData("Kim 😀", "😀")]
    [InlineData("👩‍👩‍👧 Kim", "👩‍👩‍👧")]
    [InlineData("小林", "小")]
    [InlineData("Ọ̀ṣun", "Ọ̀")]
    [InlineData("אברהם", "א")]
    public void What_no_font_can_show_is_found_before(string name, string element)
    {
        var content = Ordinary with { Name = name };

        Assert.Equal(element, Renderer.FirstUndrawable(content));
        var refused = Assert.Throws<UndrawableTextException>(() => Drawn(content));
        Assert.DoesNotContain(name, refused.Message, StringComparison.Ordinal);
        Assert.Equal(element, Renderer.FirstUndrawable(Ordinary with { Content = ["Välkommen", name] }));
    }

    [Theory]
    [InlineData("Åsa Öström-Ŋáŧŧi Żółć Дарья Ηλίας")]
    [InlineData("A\u030Asa O\u0308berg")]
    [InlineData("Nguyễn Thị Hồng")]
    [InlineData("Þór Æsa Ðuro Ľubomír Ģirts")]
    [InlineData("x ≥ y")]
    public void What_some_font_can_show_is_drawn(string name)
    {
        Assert.Null(Renderer.FirstUndrawable(Ordinary with { Name = name }));
        Assert.Contains(name.Normalize(), Text(Ordinary with { Name = name }), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_that_turn_or_hide_text_do_not_reach_the_paper()
    {
        var text = Text(Ordinary with { Name = "  Anna\u202E \t\r\n\u200Bgreb\u2066  &  <b>Öst\u00AD</b>\u0007 " });

        Assert.Contains("Anna greb & <b>Öst</b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, letter => letter is '\u202E' or '\u2066' or '\u200B' or '\u00AD' or '\u0007');
    }

    [Slow]
    [Fact]
    public async Task A_name_in_any_script_that_the_fonts_have_can_be_copied_out_as_it_was_put_in()
    {
        var letters = Enumerable.Range(0x41, 0x0460).Concat(Enumerable.Range(0x1EA0, 0x5A)).Select(value => (char)value)
            .Where(letter => char.IsLetter(letter) && letter.ToString().IsNormalized(NormalizationForm.FormKC) && Fonts.Sans.Covers(new Rune(letter))).ToArray();
        Assert.True(letters.Length > 400);
        var names = new List<string>();
        Gen.String[Gen.Char[string.Concat(letters)], 1, 11].Select(Gen.String[Gen.Char[string.Concat(letters)], 1, 8], (first, last) => $"{first} {last}".Normalize())
            .Sample(names.Add, iter: 300, threads: 1);

        var text = PdfTools.Read(await DrawnAllAsync(names.Select(name => Ordinary with { Name = name, Content = [] })), "pdftotext", "-raw", "{}", "-");

        var read = text.Split('\f', StringSplitOptions.RemoveEmptyEntries).Select(page => page.Split('\n')).Select(lines => lines[Array.IndexOf(lines, "har deltagit i temadagen") - 1]);
        Assert.Equal(names, read);
    }

    [Fact]
    public async Task All_of_a_day_is_one_document_with_a_page_each_written_as_they_come()
    {
        var output = new AsyncOnlyStream();
        await Renderer.DrawAllAsync(Drawable.Kinds.Values.ToAsyncEnumerable(), Language.Sv, "Intyg, Luleå", output, TestContext.Current.CancellationToken);

        var document = output.ToArray();
        Assert.Empty(PdfRules.Faults(document));
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Read(document, "qpdf", "--check", "{}"), StringComparison.Ordinal);
        using var reading = new PdfReading(document);
        Assert.Equal(Drawable.Kinds.Count, reading.Pages.Count());
        Assert.Equal("Intyg, Luleå", reading.Information.Title);
        Assert.Equal(Drawable.Kinds.Count + 1, output.Writes.Count);
    }

    [Fact]
    public async Task All_of_a_day_without_certificates_says_so()
    {
        var document = await DrawnAllAsync([]);

        Assert.Empty(PdfRules.Faults(document));
        Assert.Contains("Inga intyg är utfärdade.", PdfTools.Read(document, "pdftotext", "{}", "-"), StringComparison.Ordinal);
    }

    private static string Text(CertificateContent content) => PdfTools.Read(Drawn(content), "pdftotext", "-raw", "{}", "-");

    private static async Task<byte[]> DrawnAllAsync(IEnumerable<CertificateContent> contents, Language language = Language.Sv)
    {
        var output = new AsyncOnlyStream();
        await Renderer.DrawAllAsync(contents.ToAsyncEnumerable(), language, "Intyg", output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }
}
