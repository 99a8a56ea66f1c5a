using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;

namespace Temadagar.Keys;

/// <summary>Encrypts what a key of Data Protection marks as secret, as Data Protection itself does with a new key (its key storage format, version 1).</summary>
internal sealed class KeyEncryption(X509Certificate2 certificate)
{
    private static readonly XNamespace Format = "http://schemas.asp.net/2015/03/dataProtection";

    private readonly CertificateEncryptor encryptor = new(certificate);

    /// <returns>The key; as it was where it has no secret in the clear.</returns>
    public XElement Encrypt(XElement key)
    {
        var copy = new XElement(key);
        foreach (var secret in copy.DescendantsAndSelf().Where(element => (bool?)element.Attribute(Format + "requiresEncryption") == true).ToList())
        {
            var encrypted = encryptor.Encrypt(secret);
            secret.ReplaceWith(new XElement(Format + "encryptedSecret", new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
        }

        return copy;
    }
}
