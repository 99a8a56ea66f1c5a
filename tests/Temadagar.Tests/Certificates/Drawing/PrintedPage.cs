using Temadagar.Tests.Pdf;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Temadagar.Tests.Certificates.Drawing;

/// <summary>A certificate as it lies on the table: what stands where.</summary>
internal sealed class PrintedPage
{
    private const double Left = 69, Right = 526, Bottom = 40, Top = 800, LogosEnd = 740, UnderALink = 0.55;

    private readonly List<Word> words = [];
    private readonly List<PdfRectangle> drawn;
    private readonly List<PdfRectangle> pictures;

    private PrintedPage(Page page)
    {
        Text = Squeezed(string.Concat(page.Letters.Select(letter => letter.Value)));
        foreach (var letter in page.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)))
        {
            Add(letter);
        }

        // The frame goes around all, and the line under a link touches its letters.
        drawn = [.. page.Paths.Where(path => path.IsFilled).Select(path => path.GetBoundingRectangle()!.Value).Where(shape => shape.Height > UnderALink)];
        pictures = [.. page.GetImages().Select(image => image.BoundingBox)];
    }

    /// <summary>All letters without the spaces between them, in the order in which they were drawn.</summary>
    public string Text { get; }

    /// <summary>How many shapes are drawn where logos stand.</summary>
    public int ShapesAmongTheLogos => drawn.Count(shape => shape.Bottom > LogosEnd && shape.Top < Top);

    public static PrintedPage Of(byte[] document)
    {
        using var reading = new PdfReading(document);
        return new PrintedPage(Assert.Single(reading.Pages));
    }

    public static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>Which words stand on others or on a shape, or beyond the margins; none where all is well.</summary>
    public IEnumerable<string> Collisions()
    {
        foreach (var (index, word) in words.Index())
        {
            if (word.Left < Left || word.Right > Right || word.Baseline < Bottom || word.Baseline > Top)
            {
                yield return $"'{word.Text}' is beyond the margins";
            }

            foreach (var other in words.Skip(index + 1).Where(word.Covers))
            {
                yield return $"'{word.Text}' and '{other.Text}' cover each other";
            }

            if (drawn.Exists(word.Touches) || pictures.Exists(word.Touches))
            {
                yield return $"'{word.Text}' stands on a shape";
            }
        }
    }

    private void Add(Letter letter)
    {
        var (left, right, baseline) = (letter.StartBaseLine.X, letter.EndBaseLine.X, letter.StartBaseLine.Y);
        if (words is [.., var last] && Math.Abs(last.Baseline - baseline) < 0.01 && Math.Abs(last.Right - left) < 1)
        {
            words[^1] = last with { Right = right, Text = last.Text + letter.Value };
        }
        else
        {
            words.Add(new Word(baseline, left, right, letter.PointSize, letter.Value));
        }
    }

    private sealed record Word(double Baseline, double Left, double Right, double Size, string Text)
    {
        public bool Covers(Word other) => Left < other.Right && other.Left < Right && Math.Abs(other.Baseline - Baseline) < 0.95 * (other.Baseline < Baseline ? other.Size : Size);

        public bool Touches(PdfRectangle shape) =>
            Left < shape.Right && shape.Left < Right && shape.Bottom < Baseline + (0.75 * Size) && shape.Top > Baseline - (0.25 * Size);
    }
}
