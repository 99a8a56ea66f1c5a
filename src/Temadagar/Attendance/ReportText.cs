using System.Text;

namespace Temadagar.Attendance;

/// <summary>The text of a file, whichever way it was saved: Teams writes UTF-16, a spreadsheet that it went through UTF-8 or Windows' own.</summary>
public static class ReportText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes[3..]),
        // Text in Latin letters, of two bytes each: the second is zero.
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
        _ => OneByte(bytes),
    };

    private static string OneByte(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
