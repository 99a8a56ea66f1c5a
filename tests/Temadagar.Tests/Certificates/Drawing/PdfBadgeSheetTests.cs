using Temadagar.Certificates.Drawing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Pdf;
using Temadagar.Texts;

namespace Temadagar.Tests.Certificates.Drawing;

public class PdfBadgeSheetTests
{
    private static readonly PdfBadgeSheet Sheet = new(Fonts.Folder);

    [Fact]
    public async Task Eight_badges_fill_a_sheet_and_the_ninth_begins_the_next()
    {
        var document = await DrawnAsync([.. Enumerable.Range(1, 9).Select(number => Badge($"Åsa Öberg {number}"))]);

        Assert.Empty(PdfRules.Faults(document));
        var sheets = PdfTools.Read(document, "pdftotext", "{}", "-").Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([8, 1], sheets.Select(sheet => sheet.Split("Åsa Öberg").Length - 1));
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Read(document, "qpdf", "--check", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_badge_is_read_as_name_organization_and_day()
    {
        var said = PdfTools.Read(await DrawnAsync([Badge("Åsa Öberg"), Badge("Дарья Ηλίας")]), "pdfinfo", "-struct-text", "{}");

        Assert.Equal(["Åsa Öberg", "Luleå kommun", "Sex mot ersättning", "Дарья Ηλίας", "Luleå kommun", "Sex mot ersättning"],
            said.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('"')).Select(line => line.Trim('"')));
    }

    [Theory]
    [InlineData(200, 200, 200)]
    [InlineData(60, 90, 90)]
    [InlineData(1, 0, 1)]
    public async Task Whatever_is_long_stays_on_its_badge_and_covers_nothing_else(int name, int organization, int heading)
    {
        static string Words(int length) => string.Concat(Enumerable.Repeat("Rosenstierna ", 20))[..length].Trim();
        var document = await DrawnAsync([new Badge(Words(name), Words(organization), Words(heading))]);

        Assert.Empty(PdfRules.Faults(document));
        using var reading = new PdfReading(document);
        var letters = reading.Pages.Single().Letters;
        Assert.All(letters, letter => Assert.InRange(letter.BoundingBox.Right, 42.5, 42.5 + 255.2));
        // From the top of the sheet: the baselines go down, part by part, and the day's stands inside the badge.
        var baselines = letters.Select(letter => letter.StartBaseLine.Y).Distinct().ToList();
        Assert.Equal(baselines.OrderDescending(), baselines);
        Assert.InRange(baselines[^1], 841.89 - 52.5 - 184.3, 841.89);
    }

    [Fact]
    public async Task A_letter_that_no_font_can_show_becomes_a_question_mark_and_harms_no_other_badge()
    {
        var text = PdfTools.Read(await DrawnAsync([Badge("Kim 😀"), Badge("Åsa Öberg")]), "pdftotext", "{}", "-");

        Assert.Contains("Kim ?", text, StringComparison.Ordinal);
        Assert.Contains("Åsa Öberg", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_people_says_so() =>
        Assert.Contains("Ingen har en plats.", PdfTools.Read(await DrawnAsync([]), "pdftotext", "{}", "-"), StringComparison.Ordinal);

    private static Badge Badge(string name) => new(name, "Luleå kommun", "Sex mot ersättning");

    private static async Task<byte[]> DrawnAsync(IReadOnlyList<Badge> badges)
    {
        var output = new AsyncOnlyStream();
        await Sheet.DrawAsync(badges.ToAsyncEnumerable(), Language.Sv, "Namnbrickor", output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }
}
