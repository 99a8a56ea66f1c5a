using System.Buffers.Binary;

namespace Temadagar.Portraits;

/// <summary>What a JPEG (ITU-T T.81, annex B) says of itself before its pixels.</summary>
/// <param name="Orientation">The tag Orientation of its Exif, 1 where there is none.</param>
/// <param name="Inverted">Whether it is from Adobe, whose four colours tell how much light is left and not how much ink is laid.</param>
internal sealed record JpegHeader(int Width, int Height, int Orientation, bool Inverted)
{
    private const ushort OrientationTag = 0x0112;
    private const ushort Short = 3;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF]);

    /// <exception cref="UnreadablePictureException">The image is too large, too small or too narrow.</exception>
    /// <exception cref="InvalidDataException">It has no header that can be read, or no end.</exception>
    public static JpegHeader Read(ReadOnlySpan<byte> bytes, PictureLimits limits)
    {
        JpegHeader? header = null;
        var (orientation, inverted) = (1, false);
        for (var rest = bytes[2..]; ;)
        {
            var marker = NextMarker(ref rest);
            if (marker == 0xD9)
            {
                return (header ?? throw new InvalidDataException("There is no frame.")) with { Orientation = orientation, Inverted = inverted };
            }

            var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length < 2 || length > rest.Length)
            {
                throw new InvalidDataException("A segment is cut off.");
            }

            var data = rest[2..length];
            rest = rest[length..];
            switch (marker)
            {
                case 0xE1 when data.StartsWith("Exif\0\0"u8):
                    orientation = ReadOrientation(data[6..]);
                    break;
                case 0xEE when data.StartsWith("Adobe"u8):
                    inverted = true;
                    break;
                case 0xC0 or 0xC1 or 0xC2 when header is null && data.Length >= 6 && data[0] == 8:
                    header = new JpegHeader(BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]), 1, false);
                    limits.Check((uint)header.Width, (uint)header.Height);
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    throw new InvalidDataException("Another frame, or one of a rare kind.");
            }
        }
    }

    // Passes over coded pixels, in which 0xFF is followed by zero or by the number of a restart, and over filling.
    private static byte NextMarker(ref ReadOnlySpan<byte> rest)
    {
        while (rest.IndexOf((byte)0xFF) is >= 0 and var at && at + 1 < rest.Length)
        {
            var code = rest[at + 1];
            rest = rest[(at + (code == 0xFF ? 1 : 2))..];
            if (code is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return code;
            }
        }

        throw new InvalidDataException("The end is missing.");
    }

    // TIFF 6.0, section 2: a header, then the entries of the first directory, twelve bytes each. What cannot be read is as if it were not there.
    private static int ReadOrientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return 1;
        }

        var little = tiff.StartsWith("II"u8);
        var directory = Number32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return 1;
        }

        var entries = tiff[(int)directory..];
        var count = Number16(entries, little);
        entries = entries[2..];
        for (var entry = 0; entry < count && entries.Length >= 12; entry++, entries = entries[12..])
        {
            if (Number16(entries, little) == OrientationTag && Number16(entries[2..], little) == Short)
            {
                return Number16(entries[8..], little);
            }
        }

        return 1;
    }

    private static ushort Number16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
