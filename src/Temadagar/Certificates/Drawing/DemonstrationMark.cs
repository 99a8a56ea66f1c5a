using Temadagar.Pdf;
using Temadagar.Printing;

namespace Temadagar.Certificates.Drawing;

/// <summary>What stands where the organizers' logos would, on the certificates of days that are made up: four spruces, one for each day of the first series.</summary>
internal static class DemonstrationMark
{
    // As parts of the height of the mark.
    private static readonly double[] Heights = [0.62, 0.82, 1.0, 0.74];

    // Of one spruce, from above: where each branch begins and ends, and how wide it is.
    private static readonly (double Top, double Bottom, double Width)[] Branches = [(1.0, 0.62, 0.6), (0.78, 0.36, 0.82), (0.54, 0.1, 1.0)];

    public static void Draw(PdfPage page, double x, double y, double height)
    {
        foreach (var (place, part) in Heights.Index())
        {
            Spruce(page, x + (height * (0.124 + (0.36 * place))), y + height, height * part);
        }
    }

    private static void Spruce(PdfPage page, double middle, double ground, double height)
    {
        var half = 0.2 * height;
        var path = new PdfPath();
        foreach (var (top, bottom, part) in Branches)
        {
            path.MoveTo(middle, ground - (top * height)).LineTo(middle + (part * half), ground - (bottom * height)).LineTo(middle - (part * half), ground - (bottom * height)).Close();
        }

        path.Rectangle(middle - (0.03 * height), ground - (0.12 * height), 0.06 * height, 0.12 * height);
        page.Fill(path, Look.Spruce);
    }
}
