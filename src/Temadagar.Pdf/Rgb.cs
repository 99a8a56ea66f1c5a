using System.Globalization;

namespace Temadagar.Pdf;

/// <summary>A colour in sRGB (IEC 61966-2-1).</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>As the web writes it: "#0f4c46".</summary>
    public static Rgb Parse(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    internal string Operands => $"{Syntax.Number(Red / 255.0)} {Syntax.Number(Green / 255.0)} {Syntax.Number(Blue / 255.0)}";
}
