using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;

namespace Temadagar.Keys;

/// <summary>An encrypted part of a key, as it stands in the key's file.</summary>
/// <param name="Certificate">The SHA-256 of the certificate that opens it.</param>
/// <param name="Key">Wrapped.</param>
internal sealed record WrappedXml(string Certificate, byte[] Key, byte[] Nonce, byte[] Text, byte[] Tag)
{
    public const int KeyLength = 32;
    public const int TagLength = 16;

    private const string Version = "rsa-oaep-sha256 aes-256-gcm";

    public static string NameOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>What is authenticated besides: how it was encrypted, and for whom.</summary>
    public static byte[] BoundTo(string certificate) => Encoding.UTF8.GetBytes($"{Version} {certificate}");

    public XElement Write() => new(
        "wrapped",
        new XAttribute("by", Version),
        new XAttribute("certificate", Certificate),
        new XElement("key", Convert.ToBase64String(Key)),
        new XElement("nonce", Convert.ToBase64String(Nonce)),
        new XElement("text", Convert.ToBase64String(Text)),
        new XElement("tag", Convert.ToBase64String(Tag)));

    /// <exception cref="CryptographicException">It is something else.</exception>
    public static WrappedXml Read(XElement element)
    {
        try
        {
            return (string?)element.Attribute("by") == Version && (string?)element.Attribute("certificate") is { } certificate
                ? new WrappedXml(certificate, Bytes("key"), Bytes("nonce"), Bytes("text"), Bytes("tag"))
                : throw new CryptographicException($"A key is encrypted in a way that is not known: {(string?)element.Attribute("by")}.");
        }
        catch (FormatException exception)
        {
            throw new CryptographicException("A key has been changed, or written in part.", exception);
        }

        byte[] Bytes(string name) => Convert.FromBase64String((string?)element.Element(name) ?? throw new FormatException());
    }
}
