using CsCheck;
using Temadagar.Pdf;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Pdf;

public class TextStyleTests
{
    private static readonly TextStyle Style = new(Fonts.Sans, 10, new(0, 0, 0));

    [Fact]
    public void A_text_is_as_wide_as_its_letters()
    {
        Assert.Equal(Style.Measure("å") + Style.Measure("b"), Style.Measure("åb"), 6);
        Assert.Equal(2 * Style.Measure("å"), (Style with { Size = 20 }).Measure("å"), 6);
    }

    [Fact]
    public void Lines_are_broken_at_spaces_and_after_hyphens() =>
        Assert.Equal(["Anna-", "Karin ", "Öberg"], Style.Wrap("Anna-Karin Öberg", Style.Measure("Öberg-")));

    [Fact]
    public void A_word_that_is_wider_than_a_line_is_broken_between_letters() =>
        Assert.Equal(["aaaa", "aaaa", "aa"], Style.Wrap("aaaaaaaaaa", Style.Measure("aaaa")));

    [Fact]
    public void Lines_are_the_text_and_none_is_too_wide() =>
        Gen.String[Gen.Char["abc åäö-/– WMi"], 0, 60].Select(Gen.Double[12, 200]).Sample((text, width) =>
        {
            var lines = Style.Wrap(text, width);

            Assert.Equal(text, string.Concat(lines));
            Assert.All(lines, line => Assert.True(Style.Measure(line.TrimEnd(' ')) <= width + 0.001 || line.TrimEnd(' ').Length <= 1));
        });
}
