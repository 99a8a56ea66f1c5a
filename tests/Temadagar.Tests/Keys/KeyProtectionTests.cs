using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Temadagar.Keys;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Keys;

[Slow]
public sealed class KeyProtectionTests : IDisposable
{
    private const string Secret = "vegan";

    private readonly DataFolder folder = new();
    private readonly TestSigner signer = TestSigner.Rsa();
    private readonly KeyCertificates certificates;
    private readonly FileSystemXmlRepository files;

    public KeyProtectionTests()
    {
        certificates = KeyCertificates.Open(signer.File, TestSigner.Password);
        files = new FileSystemXmlRepository(new DirectoryInfo(folder.Path), NullLoggerFactory.Instance);
    }

    [Fact]
    public void A_key_file_has_its_key_wrapped_by_OAEP_under_an_authenticated_cipher_and_nothing_in_the_clear()
    {
        var secret = KeyRing.Protector(files, certificates).Protect(Secret);

        var text = File.ReadAllText(KeyFile());
        // With what no base64 has, which else holds any three letters now and then.
        Assert.All(["masterKey", "<value", "EncryptedData", "rsa-1_5", "-cbc"], part => Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase));
        var key = Convert.FromBase64String(Wrapped(XElement.Parse(text)).Element("key")!.Value);
        using var rsa = certificates.Current.GetRSAPrivateKey()!;
        Assert.Equal(32, rsa.Decrypt(key, RSAEncryptionPadding.OaepSHA256).Length);
        // What was not padded so is refused, or (OpenSSL 3.2) comes out as something of a length by chance.
        Assert.True(!TryPkcs1(rsa, key, out var other) || !other.SequenceEqual(rsa.Decrypt(key, RSAEncryptionPadding.OaepSHA256)));
        Assert.Equal(Secret, KeyRing.Protector(files, certificates).Unprotect(secret));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_new_key_encrypts_is_AES_256_in_GCM_with_and_without_a_certificate(bool encrypted)
    {
        KeyRing.Protector(files, encrypted ? certificates : null).Protect(Secret);

        var key = XElement.Load(KeyFile());
        var algorithm = encrypted ? Opened(key).Element("encryption") ?? key.Descendants("encryption").Single() : key.Descendants("encryption").Single();
        Assert.Equal("AES_256_GCM", (string?)algorithm.Attribute("algorithm"));
    }

    [Fact]
    public void A_key_file_of_before_opens_what_it_has_encrypted_and_goes_on()
    {
        var secret = KeyRing.ProtectorOfBefore(files, certificates).Protect(Secret);
        Assert.Contains("EncryptedData", File.ReadAllText(KeyFile()), StringComparison.Ordinal);

        var protector = KeyRing.Protector(files, certificates);

        Assert.Equal(Secret, protector.Unprotect(secret));
        Assert.Equal(Secret, KeyRing.Protector(files, certificates).Unprotect(protector.Protect(Secret)));
    }

    [Fact]
    public void That_a_key_was_wrapped_for_another_certificate_is_said_with_its_name()
    {
        var secret = KeyRing.Protector(files, certificates).Protect(Secret);
        using var otherSigner = TestSigner.Rsa();
        using var other = KeyCertificates.Open(otherSigner.File, TestSigner.Password);

        foreach (var given in new[] { other, null })
        {
            var log = new LogLines();
            Assert.ThrowsAny<CryptographicException>(() => KeyRing.Protector(new Copy(files), given, log).Unprotect(secret));
            var name = certificates.Current.GetCertHashString(HashAlgorithmName.SHA256);
            Assert.Contains(log.All, line => line.StartsWith("Error", StringComparison.Ordinal)
                && line.Contains(name, StringComparison.Ordinal) && line.Contains("Keys:Certificate:File", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("tag")]
    [InlineData("nonce")]
    [InlineData("key")]
    public void A_key_that_was_changed_opens_nothing(string part)
    {
        var secret = KeyRing.Protector(files, certificates).Protect(Secret);
        var key = XElement.Load(KeyFile());
        var changed = Wrapped(key).Element(part)!;
        var bytes = Convert.FromBase64String(changed.Value);
        bytes[^1] ^= 1;
        changed.Value = Convert.ToBase64String(bytes);
        key.Save(KeyFile());

        Assert.ThrowsAny<CryptographicException>(() => KeyRing.Protector(new Copy(files), certificates).Unprotect(secret));
    }

    public void Dispose()
    {
        certificates.Dispose();
        signer.Dispose();
        folder.Dispose();
    }

    private string KeyFile() => Assert.Single(Directory.GetFiles(folder.Path, "key-*.xml"));

    private static XElement Wrapped(XElement key) => Assert.Single(key.Descendants("wrapped"));

    // By hand, as whoever has the certificate and not the program could.
    private XElement Opened(XElement key)
    {
        var wrapped = Wrapped(key);
        using var rsa = certificates.Current.GetRSAPrivateKey()!;
        using var aes = new AesGcm(rsa.Decrypt(Part("key"), RSAEncryptionPadding.OaepSHA256), 16);
        var plain = new byte[Part("text").Length];
        aes.Decrypt(Part("nonce"), Part("text"), Part("tag"), plain, System.Text.Encoding.UTF8.GetBytes($"{(string)wrapped.Attribute("by")!} {(string)wrapped.Attribute("certificate")!}"));
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));

        byte[] Part(string name) => Convert.FromBase64String(wrapped.Element(name)!.Value);
    }

    private static bool TryPkcs1(RSA rsa, byte[] wrapped, out byte[] opened)
    {
        try
        {
            opened = rsa.Decrypt(wrapped, RSAEncryptionPadding.Pkcs1);
            return true;
        }
        catch (CryptographicException)
        {
            opened = [];
            return false;
        }
    }

    /// <summary>Takes the keys as they are, and keeps none that is made for want of another.</summary>
    private sealed class Copy(IXmlRepository keys) : IXmlRepository
    {
        private readonly List<XElement> all = [.. keys.GetAllElements()];

        public IReadOnlyCollection<XElement> GetAllElements() => all;

        public void StoreElement(XElement element, string friendlyName) => all.Add(element);
    }
}
