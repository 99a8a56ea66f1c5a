using System.Collections;
using QRCoder;
using Temadagar.Pdf;

namespace Temadagar.Certificates.Drawing;

/// <summary>A QR code (ISO/IEC 18004) as one path of few rectangles; level M bears 15 % of it being lost to a fold or a stain.</summary>
internal static class QrCode
{
    /// <summary>The margin of four modules that the standard asks for is outside the square: what stands next to it leaves that space.</summary>
    private const int QuietModules = 4;

    public static PdfPath Draw(string text, double x, double y, double side)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var size = modules.Count - (2 * QuietModules);
        var module = side / size;
        var path = new PdfPath();
        var growing = new Dictionary<(int Start, int End), int>();
        for (var row = 0; row <= size; row++)
        {
            var runs = row == size ? [] : Runs(modules[row + QuietModules], size);
            foreach (var (run, since) in growing.Where(rectangle => !runs.Contains(rectangle.Key)).ToList())
            {
                path.Rectangle(x + (run.Start * module), y + (since * module), (run.End - run.Start) * module, (row - since) * module);
                growing.Remove(run);
            }

            runs.ForEach(run => growing.TryAdd(run, row));
        }

        return path;
    }

    private static List<(int Start, int End)> Runs(BitArray row, int size)
    {
        var runs = new List<(int, int)>();
        for (var at = 0; at < size; at++)
        {
            if (row[at + QuietModules])
            {
                var start = at;
                while (at < size && row[at + QuietModules])
                {
                    at++;
                }

                runs.Add((start, at));
            }
        }

        return runs;
    }
}
