using System.Security.Cryptography;
using System.Text;
using Temadagar.Links;

namespace Temadagar.Certificates;

/// <summary>
/// The code that a certificate is verified by: 128 bits of an HMAC over its id, as 26 letters and digits. It is derived when the certificate is drawn; the database
/// has its hash alone and is asked by that, so that how long a reply takes tells nothing of how much of a code was right.
/// </summary>
public sealed class CertificateCodes(LinkKey key)
{
    private const int Length = 16;
    private const int MostRead = 100;

    public string Of(Guid certificateId)
    {
        Span<byte> id = stackalloc byte[16];
        certificateId.TryWriteBytes(id, bigEndian: true, out _);
        return Base32.Encode(key.Hash("certificate", id).AsSpan(0, Length));
    }

    /// <summary>Whether it is this key that the code on a certificate came from. Under another key a copy would bear a code that nobody has.</summary>
    public bool Knows(Guid certificateId, string codeHash) => HashOf(Of(certificateId)) == codeHash;

    /// <summary>The hash of a code as it was scanned or typed: capitals, spaces and hyphens do not matter. What cannot be a code has a hash that nothing has.</summary>
    public static string HashOf(string written)
    {
        var code = string.Concat(written.Take(MostRead).Where(letter => letter is not ('-' or '–') && !char.IsWhiteSpace(letter))).ToLowerInvariant();
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
    }
}
