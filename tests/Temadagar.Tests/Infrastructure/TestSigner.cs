using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Throw-away certificates to sign with, as PKCS#12 files in a folder that goes with them.</summary>
internal sealed class TestSigner : IDisposable
{
    public const string Password = "hemligt-lösenord-4711";

    private static readonly DateTimeOffset From = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2126, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DataFolder folder = new();
    private readonly List<RsaKeys.Lent> keys = [];

    private TestSigner()
    {
    }

    public string File => Path.Combine(folder.Path, "signer.p12");

    public string[] Settings => [$"--Certificates:Signing:File={File}", $"--Certificates:Signing:Password={Password}"];

    public static TestSigner Rsa(string name = "Länsstyrelsen i Norrbottens län", int bits = 2048, DateTimeOffset? from = null, DateTimeOffset? until = null, X509KeyUsageFlags? usage = null)
    {
        var signer = new TestSigner();
        using var certificate = Request(name, signer.Key(bits), usage).CreateSelfSigned(from ?? From, until ?? Until);
        return signer.Keep([certificate]);
    }

    public static TestSigner Curve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        using var certificate = new CertificateRequest("CN=Kurva", key, HashAlgorithmName.SHA256).CreateSelfSigned(From, Until);
        return new TestSigner().Keep([certificate]);
    }

    /// <summary>By an authority in between, which a root stands behind; the file has all three, and one that is nobody's.</summary>
    public static TestSigner InChain()
    {
        var signer = new TestSigner();
        RSA rootKey = signer.Key(), betweenKey = signer.Key(), key = signer.Key();
        using var strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("Roten", rootKey).CreateSelfSigned(From, Until);
        using var issued = Authority("Mellan", betweenKey).Create(root, From, Until, [1]);
        using var between = issued.CopyWithPrivateKey(betweenKey);
        using var leaf = Request("Bladet", key, X509KeyUsageFlags.DigitalSignature).Create(between, From, Until, [2]);
        using var own = leaf.CopyWithPrivateKey(key);
        using var stranger = new CertificateRequest("CN=Främlingen", strangerKey, HashAlgorithmName.SHA256).CreateSelfSigned(From, Until);
        return signer.Keep([Bare(root), Bare(stranger), own, Bare(issued)]);
    }

    public static TestSigner WithoutKey()
    {
        var signer = new TestSigner();
        using var certificate = Request("Utan", signer.Key(), null).CreateSelfSigned(From, Until);
        return signer.Keep([Bare(certificate)]);
    }

    public static TestSigner WithTwoKeys()
    {
        var signer = new TestSigner();
        using var one = Request("Ett", signer.Key(), null).CreateSelfSigned(From, Until);
        using var two = Request("Två", signer.Key(), null).CreateSelfSigned(From, Until);
        return signer.Keep([one, two]);
    }

    public void Dispose()
    {
        folder.Dispose();
        keys.ForEach(key => key.Dispose());
        keys.Clear();
    }

    private RSA Key(int bits = 2048)
    {
        keys.Add(RsaKeys.Borrow(bits));
        return keys[^1].Key;
    }

    private static CertificateRequest Request(string name, RSA key, X509KeyUsageFlags? usage)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (usage is { } flags)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        }

        return request;
    }

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = Request(name, key, X509KeyUsageFlags.KeyCertSign);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request;
    }

    private static X509Certificate2 Bare(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private TestSigner Keep(X509Certificate2Collection certificates)
    {
        System.IO.File.WriteAllBytes(File, certificates.Export(X509ContentType.Pkcs12, Password)!);
        return this;
    }
}
