using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Temadagar.Settings;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Settings;

public class SigningSettingsTests
{
    private const string FileKey = "Certificates:Signing:File", PasswordKey = "Certificates:Signing:Password";

    [Fact]
    public void Nothing_said_signs_nothing() => Assert.Null(Read([]).Signing);

    [Fact]
    public void A_certificate_for_signatures_is_taken_and_a_relative_file_counts_from_the_content_root()
    {
        using var signer = TestSigner.Rsa(usage: X509KeyUsageFlags.NonRepudiation);

        using var signing = Read([(FileKey, Path.GetFileName(signer.File)), (PasswordKey, TestSigner.Password)], Path.GetDirectoryName(signer.File)!).Signing!;

        Assert.True(signing.IsValidAt(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.False(signing.IsValidAt(new DateTimeOffset(2015, 12, 31, 0, 0, 0, TimeSpan.Zero)));
        Assert.False(signing.IsValidAt(new DateTimeOffset(2126, 1, 2, 0, 0, 0, TimeSpan.Zero)));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "no file", FileKey, "there is no file" },
        { "no PKCS#12", FileKey, "is not a PKCS#12 file" },
        { "a folder", FileKey, "may not be read|there is no file" },
        { "wrong password", PasswordKey, "does not open" },
        { "no password", PasswordKey, "is needed" },
        { "a password alone", FileKey, "is needed" },
        { "no private key", FileKey, "no private key" },
        { "two private keys", FileKey, "2 private keys" },
        { "a short key", FileKey, "neither RSA" },
        { "another curve", FileKey, "neither RSA" },
        { "another use", FileKey, "key usage" },
        { "another word", "Certificates:Signing:Passwrd", "no such setting" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_sign_is_said_in_one_line_that_names_the_key_and_no_secret(string what, string key, string why)
    {
        using var signer = what switch
        {
            "no private key" => TestSigner.WithoutKey(),
            "two private keys" => TestSigner.WithTwoKeys(),
            "a short key" => TestSigner.Rsa(bits: 1024),
            "another curve" => TestSigner.Curve(ECCurve.NamedCurves.brainpoolP256r1),
            "another use" => TestSigner.Rsa(usage: X509KeyUsageFlags.KeyEncipherment),
            _ => TestSigner.Rsa(),
        };
        if (what == "no PKCS#12")
        {
            File.WriteAllText(signer.File, TestSigner.Password);
        }

        (string, string)[] said = what switch
        {
            "no file" => [(FileKey, signer.File + ".p12")],
            "a folder" => [(FileKey, Path.GetDirectoryName(signer.File)!)],
            "wrong password" => [(FileKey, signer.File), (PasswordKey, TestSigner.Password + "x")],
            "no password" => [(FileKey, signer.File)],
            "a password alone" => [(PasswordKey, TestSigner.Password)],
            "another word" => [("Certificates:Signing:Passwrd", TestSigner.Password)],
            _ => [(FileKey, signer.File), (PasswordKey, TestSigner.Password)],
        };

        var refusal = Assert.Throws<SettingException>(() => Read(said));

        Assert.StartsWith($"{key}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Matches(why, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("hemligt", refusal.ToString(), StringComparison.Ordinal);
    }

    private static Temadagar.Settings.Settings Read(IEnumerable<(string Key, string Value)> said, string root = "/srv/temadagar") => Temadagar.Settings.Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(said.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(), root);
}
