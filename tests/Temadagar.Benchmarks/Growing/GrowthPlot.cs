using System.Globalization;
using System.Net;
using System.Text;

namespace Temadagar.Benchmarks.Growing;

/// <summary>Medians over the amount of data, both axes logarithmic, as SVG: what grows like a logarithm is nearly flat here.</summary>
internal static class GrowthPlot
{
    private const double Width = 960, Height = 540, Left = 80, Right = 640, Top = 60, Bottom = 480;
    private const double LabelHeight = 18;

    // Dark enough on white to be read, and told apart by their dashes where colours are not.
    private static readonly (string Colour, string Dashes)[] Strokes = [("#005a9c", "none"), ("#a4262c", "8 4"), ("#2b6a2b", "2 3"), ("#6b2fa0", "12 4 2 4"), ("#8a4b00", "4 2"), ("#00626b", "16 4")];

    public static string Draw(IReadOnlyList<int> amounts, IReadOnlyList<Grown> lines)
    {
        var medians = lines.SelectMany(line => line.At).Select(spread => spread.Median).ToList();
        var (lowest, highest) = (Math.Floor(Math.Log10(medians.Min())), Math.Ceiling(Math.Log10(medians.Max())));
        double X(double amount) => Left + ((Right - Left) * Math.Log10(amount / amounts[0]) / Math.Log10((double)amounts[^1] / amounts[0]));
        double Y(double ms) => Bottom - ((Bottom - Top) * (Math.Log10(ms) - lowest) / (highest - lowest));

        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="14" fill="#1a1a1a">
            <title id="title">How long each takes as the data grows</title>
            <desc id="desc">{Text(string.Join(" ", lines.Select(Sentence)))}</desc>
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Left}" y="30" font-size="18">Median time by the number of registrations, both logarithmic</text>
            <text x="{(Left + Right) / 2}" y="{Height - 12}" text-anchor="middle">registrations in the database</text>
            <text transform="translate(22 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">milliseconds, median</text>
            """);
        foreach (var amount in amounts)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <line x1="{X(amount):F1}" y1="{Top}" x2="{X(amount):F1}" y2="{Bottom}" stroke="#c8c8c8"/>
                <text x="{X(amount):F1}" y="{Bottom + 20}" text-anchor="middle">{amount:N0}</text>
                """);
        }

        for (var decade = lowest; decade <= highest; decade++)
        {
            var ms = Math.Pow(10, decade);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <line x1="{Left}" y1="{Y(ms):F1}" x2="{Right}" y2="{Y(ms):F1}" stroke="#c8c8c8"/>
                <text x="{Left - 8}" y="{Y(ms) + 5:F1}" text-anchor="end">{ms:0.######}</text>
                """);
        }

        var above = double.NegativeInfinity;
        foreach (var (line, (colour, dashes)) in lines.Select((line, index) => (line, Strokes[index % Strokes.Length])).OrderBy(one => Y(one.line.At[^1].Median)))
        {
            // Labels do not lie upon each other.
            above = Math.Max(Y(line.At[^1].Median) + 5, above + LabelHeight);
            var points = string.Join(' ', line.At.Select((spread, index) => string.Create(CultureInfo.InvariantCulture, $"{X(amounts[index]):F1},{Y(spread.Median):F1}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>
                <line x1="{Right}" y1="{Y(line.At[^1].Median):F1}" x2="{Right + 14}" y2="{above - 5:F1}" stroke="{colour}"/>
                <text x="{Right + 18}" y="{above:F1}" fill="{colour}">{Text(line.Work)}</text>
                """);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Sentence(Grown line) => string.Create(CultureInfo.InvariantCulture, $"{line.Work}: from {line.At[0].Median:G3} to {line.At[^1].Median:G3} ms, {line.Times:0.00} times.");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
