using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Temadagar.Keys;

/// <summary>Opens what <see cref="CertificateEncryptor"/> has encrypted. Data Protection makes it by its name in the key, which therefore stays as it is.</summary>
internal sealed class CertificateDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">No certificate that is given opens it, or it was changed.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var wrapped = WrappedXml.Read(encryptedElement);
        if (services.GetService<KeyCertificates>()?.All.FirstOrDefault(one => WrappedXml.NameOf(one) == wrapped.Certificate) is not { } certificate)
        {
            // Data Protection does without the key, and puts these words in the log.
            throw new CryptographicException($"A key is encrypted with the certificate {wrapped.Certificate} (SHA-256), which Keys:Certificate:File does not hold: what the key has encrypted cannot be opened.");
        }

        using var rsa = certificate.GetRSAPrivateKey()!;
        var (key, plain) = (rsa.Decrypt(wrapped.Key, RSAEncryptionPadding.OaepSHA256), new byte[wrapped.Text.Length]);
        try
        {
            using var aes = new AesGcm(key, WrappedXml.TagLength);
            aes.Decrypt(wrapped.Nonce, wrapped.Text, wrapped.Tag, plain, WrappedXml.BoundTo(wrapped.Certificate));
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
