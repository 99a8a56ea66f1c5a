using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QRCoder;

namespace Temadagar.Registrations;

/// <summary>
/// What a participant shows at the door: ten letters and digits drawn by lot (about 48 bits), which say nothing of the person. Written in
/// two fives, so that nobody takes it for a <see cref="Receipt"/>. It opens nothing: only those at the door can use it.
/// </summary>
public static class CheckInCode
{
    public const int Length = 10;

    public static string Make() => RandomNumberGenerator.GetString(Receipt.Alphabet, Length);

    /// <summary>As it is shown and typed: <c>ABCDE-FGHJK</c>.</summary>
    public static string Written(string code) => $"{code[..5]}-{code[5..]}";

    /// <summary>The code in what was scanned or typed, with or without its hyphen, in any case; null: it cannot be one.</summary>
    public static string? Read(string text)
    {
        var code = new StringBuilder(Length);
        foreach (var letter in text)
        {
            if (letter is '-' or '–' || char.IsWhiteSpace(letter))
            {
                continue;
            }

            var upper = char.ToUpperInvariant(letter);
            if (!Receipt.Alphabet.Contains(upper, StringComparison.Ordinal) || code.Length == Length)
            {
                return null;
            }

            code.Append(upper);
        }

        return code.Length == Length ? code.ToString() : null;
    }

    /// <summary>The QR code (ISO/IEC 18004, level M: 15 % of it may be soiled) as a path of its dark modules, with the four light ones around.</summary>
    public static QrShape Shape(string code)
    {
        using var qr = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < qr.ModuleMatrix.Count; y++)
        {
            var row = qr.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                if (!row[x])
                {
                    continue;
                }

                var start = x;
                while (x + 1 < row.Count && row[x + 1])
                {
                    x++;
                }

                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1H{start}z");
            }
        }

        return new QrShape(qr.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>The same as a picture, for mail: PNG, 8 pixels a module.</summary>
    public static byte[] Png(string code)
    {
        using var qr = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(qr);
        return png.GetGraphic(pixelsPerModule: 8);
    }
}

/// <summary>A QR code to draw.</summary>
/// <param name="Size">Modules each way, the light margin included: the view box.</param>
/// <param name="Path">Of the dark modules, as SVG writes a path.</param>
public sealed record QrShape(int Size, string Path);
