using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;

namespace Temadagar.Tests.Keys;

[Slow]
public class KeyCertificateTests
{
    [Fact]
    public async Task With_a_certificate_a_copy_of_the_data_folder_opens_nothing_and_a_renewed_one_opens_all()
    {
        Assert.SkipWhen(TestServer.IsSet, "About keys in files: with SQL Server they are in the database.");
        using var folder = new DataFolder();
        using var first = TestSigner.Rsa();
        string secret;
        await using (var service = await TestService.StartAsync(folder: folder.Path, settings: Setting(first.File)))
        {
            var person = Some.Participant("nyckel@example.org");
            person["diet"] = "vegan";
            using var response = await service.RegisterAsync(new { themeDays = new[] { new { slug = "lulea", participation = "onSite" } }, participants = new[] { person } });
            response.EnsureSuccessStatusCode();
            secret = await service.LinkOfAsync("nyckel@example.org");
            Assert.Equal("vegan", await DietAsync(service, secret));
        }

        var keys = Directory.GetFiles(Path.Combine(folder.Path, "keys"));
        Assert.NotEmpty(keys);
        Assert.All(keys, file =>
        {
            Assert.Contains("<wrapped", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", File.ReadAllText(file), StringComparison.Ordinal);
        });

        // As whoever has copied the folder, without the certificate.
        await using (var service = await TestService.StartAsync(seed: null, folder: folder.Path))
        {
            Assert.Null(await DietAsync(service, secret));
        }

        var renewed = Path.Combine(folder.Path, "renewed.p12");
        using (var key = RSA.Create(2048))
        {
            var now = DateTimeOffset.UtcNow;
            using var next = new CertificateRequest("CN=Nästa", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(200));
            var both = X509CertificateLoader.LoadPkcs12CollectionFromFile(first.File, TestSigner.Password, X509KeyStorageFlags.Exportable);
            both.Add(next);
            await File.WriteAllBytesAsync(renewed, both.Export(X509ContentType.Pkcs12, TestSigner.Password)!, TestContext.Current.CancellationToken);
        }

        await using (var service = await TestService.StartAsync(seed: null, folder: folder.Path, settings: Setting(renewed)))
        {
            Assert.Equal("vegan", await DietAsync(service, secret));
        }
    }

    private static string[] Setting(string file) => [$"--Keys:Certificate:File={file}", $"--Keys:Certificate:Password={TestSigner.Password}"];

    private static async Task<string?> DietAsync(TestService service, string secret) =>
        (string?)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["needs"]!["diet"];
}
