using System.Buffers.Binary;

namespace Temadagar.Pdf;

/// <summary>A picture, ready to be put into any number of documents. Nothing shows through: PDF/A-1 knows no transparency.</summary>
public sealed class PdfImage
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // Eight bits; red, green and blue; deflated; filtered by the row; not interlaced.
    private static readonly byte[] Kind = [8, 2, 0, 0, 0];

    private readonly byte[] deflated;

    private PdfImage(int width, int height, byte[] deflated) => (Width, Height, this.deflated) = (width, height, deflated);

    public int Width { get; }

    public int Height { get; }

    /// <summary>
    /// The pixels of a PNG (W3C PNG, third edition) as they lie in it: PDF undoes the same filters (ISO 32000-1, 7.4.4.4), so nothing is decoded here.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not a whole PNG, or one of another kind than eight bits of red, green and blue, not interlaced.</exception>
    public static PdfImage FromPng(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
        {
            throw new InvalidDataException("It is not a PNG.");
        }

        var rest = png[Signature.Length..];
        var header = Next(ref rest, out var name);
        if (!name.SequenceEqual("IHDR"u8) || header.Length != 13 || !header[8..].SequenceEqual(Kind))
        {
            throw new InvalidDataException("The header is not first, or the PNG is of another kind.");
        }

        using var deflated = new MemoryStream();
        while (!name.SequenceEqual("IEND"u8))
        {
            var data = Next(ref rest, out name);
            if (name.SequenceEqual("IDAT"u8))
            {
                deflated.Write(data);
            }
        }

        return new PdfImage(BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]), deflated.ToArray());
    }

    internal int Write(ObjectWriter writer)
    {
        var (width, height) = (Syntax.Number(Width), Syntax.Number(Height));
        return writer.Stream(
            $"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            + $"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns {width} >>", deflated);
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name)
    {
        if (rest.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - 12)
        {
            throw new InvalidDataException("A chunk is cut off.");
        }

        name = rest[4..8];
        var data = rest.Slice(8, (int)BinaryPrimitives.ReadUInt32BigEndian(rest));
        rest = rest[(12 + data.Length)..];
        return data;
    }
}
