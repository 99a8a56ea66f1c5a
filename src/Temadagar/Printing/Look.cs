using Temadagar.Pdf;

namespace Temadagar.Printing;

/// <summary>The colours of the service, as on its pages, and the paper: A4 in points.</summary>
internal static class Look
{
    public const double PaperWidth = 595.28;
    public const double PaperHeight = 841.89;
    public const double Margin = 71;

    public static readonly Rgb Ink = Rgb.Parse("#16211f");
    public static readonly Rgb Muted = Rgb.Parse("#4a5a57");
    public static readonly Rgb Line = Rgb.Parse("#b9c4c1");
    public static readonly Rgb Spruce = Rgb.Parse("#0f4c46");
    public static readonly Rgb Link = Rgb.Parse("#0b5d86");

    public static double Millimetres(double length) => length * 72 / 25.4;
}
