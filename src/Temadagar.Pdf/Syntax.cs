using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>How PDF writes its simple objects (ISO 32000-1, 7.3).</summary>
internal static class Syntax
{
    /// <summary>Three decimals: a thousandth of a point is finer than any printer.</summary>
    public static string Number(double value)
    {
        // Most of a page is numbers, and .NET's own formats with optional decimals are slow.
        var thousandths = (long)Math.Round(Math.Abs(value) * 1000);
        var (whole, rest) = Math.DivRem(thousandths, 1000);
        var sign = value < 0 && thousandths > 0 ? "-" : "";
        return rest == 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}") : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest:000}").TrimEnd('0');
    }

    public static string Numbers(params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(Number(value));
        }

        return text.ToString();
    }

    /// <summary>A text string: UTF-16 with its mark, in hexadecimal, so that nothing in it needs an escape.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A string of bytes in ASCII.</summary>
    public static string Bytes(string ascii) => $"<{Convert.ToHexString(Encoding.ASCII.GetBytes(ascii))}>";

    /// <summary>An instant, in UTC (7.9.4).</summary>
    public static string Date(DateTimeOffset time) => $"(D:{time.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}+00'00')";

    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    public static string References(IEnumerable<int> ids) => string.Join(' ', ids.Select(Reference));

    public static byte[] Deflated(ReadOnlySpan<byte> bytes)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return target.ToArray();
    }
}
