using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Temadagar.Keys;

/// <summary>
/// Encrypts what is secret in a key of Data Protection: with AES-256-GCM under a key made for it alone, which is wrapped with the certificate's by RSA-OAEP with SHA-256. The
/// framework's own (<c>CertificateXmlEncryptor</c>) wraps by PKCS #1 v1.5 and encrypts in CBC mode without a MAC.
/// </summary>
internal sealed class CertificateEncryptor(X509Certificate2 certificate) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        using var rsa = certificate.GetRSAPublicKey()!;
        var (key, plain) = (RandomNumberGenerator.GetBytes(WrappedXml.KeyLength), Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        try
        {
            var (nonce, tag, text) = (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[WrappedXml.TagLength], new byte[plain.Length]);
            var name = WrappedXml.NameOf(certificate);
            using var aes = new AesGcm(key, WrappedXml.TagLength);
            aes.Encrypt(nonce, plain, text, tag, WrappedXml.BoundTo(name));
            return new EncryptedXmlInfo(
                new WrappedXml(name, rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256), nonce, text, tag).Write(), typeof(CertificateDecryptor));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
