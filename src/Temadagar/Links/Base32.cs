namespace Temadagar.Links;

/// <summary>Bytes as small letters and digits (base32 of RFC 4648 in lower case, without filling): they survive any address and can be read out.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[LengthOf(bytes.Length)];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var window = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
        }

        return new string(text);
    }

    /// <returns>Null where it is not so many bytes, or not as they are written here.</returns>
    public static byte[]? Decode(string text, int length)
    {
        if (text.Length != LengthOf(length))
        {
            return null;
        }

        var bytes = new byte[length];
        int buffer = 0, bits = 0, at = 0;
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            buffer = ((buffer << 5) | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(buffer >> bits);
            }
        }

        // The last letter has bits to spare; were they free, one secret could be written in several ways.
        return (buffer & ((1 << bits) - 1)) == 0 ? bytes : null;
    }

    private static int LengthOf(int bytes) => ((bytes * 8) + 4) / 5;
}
