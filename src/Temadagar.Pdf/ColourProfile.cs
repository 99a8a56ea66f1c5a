using System.Buffers.Binary;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>sRGB (IEC 61966-2-1) as an ICC profile (ICC.1:2001-04, version 2 since PDF/A-1 knows no newer), made in code so that there is no file to license.</summary>
internal static class ColourProfile
{
    private const int HeaderLength = 128;
    private const int CurvePoints = 1024;

    /// <summary>Deflated.</summary>
    private static readonly byte[] Profile = Syntax.Deflated(Build());

    public static int Write(ObjectWriter writer) => writer.Stream("/N 3 /Filter /FlateDecode", Profile);

    private static byte[] Build()
    {
        var curve = Curve();
        // Primaries and white, adapted to the profile's D50 after Bradford.
        (string Name, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB")),
            ("cprt", [.. "text\0\0\0\0"u8, .. "No copyright, use freely\0"u8]),
            ("wtpt", Xyz(0.9642, 1.0, 0.8249)),
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)),
            ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", Xyz(0.14307, 0.06061, 0.71410)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        var bytes = new List<byte>(Header());
        bytes.AddRange(Big(tags.Length));
        var start = HeaderLength + 4 + (12 * tags.Length);
        var data = new List<byte>();
        var places = new Dictionary<byte[], int>();
        foreach (var (name, content) in tags)
        {
            if (places.TryAdd(content, start + data.Count))
            {
                data.AddRange(content);
                data.AddRange(new byte[(4 - (content.Length % 4)) % 4]);
            }

            bytes.AddRange([.. Encoding.ASCII.GetBytes(name), .. Big(places[content]), .. Big(content.Length)]);
        }

        bytes.AddRange(data);
        var profile = bytes.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        return profile;
    }

    private static byte[] Header()
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        // A date that never changes: 1 January 2000.
        ReadOnlySpan<byte> date = [0x07, 0xD0, 0, 1, 0, 1];
        date.CopyTo(header.AsSpan(24));
        "acsp"u8.CopyTo(header.AsSpan(36));
        Fixed(0.9642, 1.0, 0.8249).CopyTo(header.AsSpan(68));
        return header;
    }

    private static byte[] Description(string text) =>
        // The script and Unicode versions of the text (78 bytes) are left empty.
        [.. "desc\0\0\0\0"u8, .. Big(text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0, .. new byte[78]];

    private static byte[] Xyz(double x, double y, double z) => [.. "XYZ \0\0\0\0"u8, .. Fixed(x, y, z)];

    private static byte[] Curve()
    {
        var curve = new List<byte>([.. "curv\0\0\0\0"u8, .. Big(CurvePoints)]);
        for (var point = 0; point < CurvePoints; point++)
        {
            var value = point / (CurvePoints - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            var level = (ushort)Math.Round(linear * ushort.MaxValue);
            curve.AddRange([(byte)(level >> 8), (byte)level]);
        }

        return [.. curve];
    }

    private static byte[] Fixed(params ReadOnlySpan<double> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * index), (int)Math.Round(values[index] * 65536));
        }

        return bytes;
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
