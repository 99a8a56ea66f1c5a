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

    /// <summary>Takes an address off a list and does nothing else: it stands in an address, where it can be seen.</summary>
    public const string Unsubscribe = "unsubscribe";

    public const string Invitation = "invitation";
    public const string Schedule = "schedule";
    public const string Transfer = "transfer";

    /// <summary>In place of a secret, for those who look at what was sent.</summary>
    public const string Mask = "…";

    private const int IdLength = 16;
    private const int MacLength = 16;

    public string Secret(string purpose, Guid id, int generation)
    {
        Span<byte> bytes = stackalloc byte[IdLength + MacLength];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Mac(purpose, id, generation).CopyTo(bytes[IdLength..]);
        return Base32.Encode(bytes);
    }

    /// <summary>The id in a secret, or null where the text cannot be one. It proves nothing: <see cref="IsValid"/> does.</summary>
    public static Guid? IdOf(string secret) => Base32.Decode(secret, IdLength + MacLength) is { } bytes ? new Guid(bytes.AsSpan(0, IdLength), bigEndian: true) : null;

    public bool IsValid(string secret, string purpose, Guid id, int generation) =>
        Base32.Decode(secret, IdLength + MacLength) is { } bytes
        && new Guid(bytes.AsSpan(0, IdLength), bigEndian: true) == id
        && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdLength), Mac(purpose, id, generation));

    private ReadOnlySpan<byte> Mac(string purpose, Guid id, int generation)
    {
        Span<byte> data = stackalloc byte[IdLength + sizeof(int)];
        id.TryWriteBytes(data, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(data[IdLength..], generation);
        return key.Hash("link/" + purpose, data).AsSpan(0, MacLength);
    }
}
