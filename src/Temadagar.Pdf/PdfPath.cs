using System.Text;

namespace Temadagar.Pdf;

/// <summary>Lines and curves to fill or to draw, in points from the upper left corner of the page. Filled by the non-zero rule.</summary>
public sealed class PdfPath
{
    // How far the handles of a curve stand from its ends, as a part of the radius, for it to come close to a quarter of a circle.
    private const double Quarter = 0.5522847498;

    private readonly List<(char Operator, double[] Points)> steps = [];

    public PdfPath MoveTo(double x, double y) => Add('m', x, y);

    public PdfPath LineTo(double x, double y) => Add('l', x, y);

    public PdfPath CurveTo(double x1, double y1, double x2, double y2, double x, double y) => Add('c', x1, y1, x2, y2, x, y);

    public PdfPath Close() => Add('h');

    public PdfPath Rectangle(double x, double y, double width, double height) => Add('r', x, y, width, height);

    public PdfPath Circle(double x, double y, double radius)
    {
        var handle = Quarter * radius;
        return MoveTo(x + radius, y)
            .CurveTo(x + radius, y + handle, x + handle, y + radius, x, y + radius)
            .CurveTo(x - handle, y + radius, x - radius, y + handle, x - radius, y)
            .CurveTo(x - radius, y - handle, x - handle, y - radius, x, y - radius)
            .CurveTo(x + handle, y - radius, x + radius, y - handle, x + radius, y)
            .Close();
    }

    internal void Write(StringBuilder content, double pageHeight)
    {
        foreach (var (step, points) in steps)
        {
            if (step == 'r')
            {
                content.Append(Syntax.Numbers(points[0], pageHeight - points[1] - points[3], points[2], points[3])).Append(" re\n");
                continue;
            }

            for (var index = 0; index < points.Length; index++)
            {
                content.Append(Syntax.Number(index % 2 == 0 ? points[index] : pageHeight - points[index])).Append(' ');
            }

            content.Append(step).Append('\n');
        }
    }

    private PdfPath Add(char step, params double[] points)
    {
        steps.Add((step, points));
        return this;
    }
}
