namespace Temadagar.Pdf;

/// <summary>A picture, ready to be put into any number of documents. What shows through has been laid on white: PDF/A-1 knows no transparency.</summary>
public sealed class PdfImage
{
    private readonly byte[] deflated;

    /// <param name="pixels">Red, green and blue, a byte each, row by row from the top.</param>
    public PdfImage(int width, int height, ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, 3 * width * height);
        (Width, Height) = (width, height);
        deflated = Syntax.Deflated(pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <exception cref="InvalidDataException">It is not a whole PNG (W3C PNG, third edition), or one of more than 4 million pixels.</exception>
    public static PdfImage FromPng(ReadOnlySpan<byte> png) => PngReader.Read(png);

    internal int Write(ObjectWriter writer) =>
        writer.Stream(
            $"/Type /XObject /Subtype /Image /Width {Syntax.Number(Width)} /Height {Syntax.Number(Height)} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode", deflated);
}
