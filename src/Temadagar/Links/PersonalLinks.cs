using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Temadagar.Links;

/// <summary>
/// The secrets in the links that people get by mail. A secret is derived, never stored: an id, and 128 bits of
/// HMAC(purpose, id, generation), both in lower-case base32 (RFC 4648). Raising the generation closes the old links.
/// </summary>
public sealed class PersonalLinks(LinkKey key)
{
    public const string Registration = "registration";
    public const string Interest = "interest";
    public const string Invitation = "invitation";
    public const string Schedule = "schedule";

    private const int IdLength = 16;
    private const int MacLength = 16;
    private const int SecretLength = 52;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public string Secret(string purpose, Guid id, int generation)
    {
        Span<byte> bytes = stackalloc byte[IdLength + MacLength];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Mac(purpose, id, generation).CopyTo(bytes[IdLength..]);
        return Encode(bytes);
    }

    /// <summary>The id in a secret, or null where the text cannot be one. It proves nothing: <see cref="IsValid"/> does.</summary>
    public static Guid? IdOf(string secret) => Decode(secret) is { } bytes ? new Guid(bytes.AsSpan(0, IdLength), bigEndian: true) : null;

    public bool IsValid(string secret, string purpose, Guid id, int generation) =>
        Decode(secret) is { } bytes
        && new Guid(bytes.AsSpan(0, IdLength), bigEndian: true) == id
        && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdLength), Mac(purpose, id, generation));

    private ReadOnlySpan<byte> Mac(string purpose, Guid id, int generation)
    {
        Span<byte> data = stackalloc byte[IdLength + sizeof(int)];
        id.TryWriteBytes(data, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(data[IdLength..], generation);
        return key.Hash("link/" + purpose, data).AsSpan(0, MacLength);
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[SecretLength];
        for (var i = 0; i < SecretLength; i++)
        {
            var bit = i * 5;
            var window = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
        }

        return new string(text);
    }

    private static byte[]? Decode(string text)
    {
        if (text.Length != SecretLength)
        {
            return null;
        }

        var bytes = new byte[IdLength + MacLength];
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

        // The last letter has four bits to spare; were they free, one secret could be written in sixteen ways.
        return (buffer & ((1 << bits) - 1)) == 0 ? bytes : null;
    }
}
