using System.Net;
using Temadagar.Links;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

/// <summary>What a stranger found by trying.</summary>
public class FreshEyesTests
{
    [Fact]
    public async Task The_link_in_a_file_mail_stands_whole_on_a_line_of_its_own()
    {
        await using var service = await TestService.StartAsync();
        await service.RegisterAsync(Some.Submission());
        var secret = await service.SecretAsync("registration-confirmed", "asa@example.org");

        var file = Assert.Single(Directory.GetFiles(service.MailFolder, "*.eml"));
        Assert.Contains(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken), line => line.EndsWith("/anmalan#" + secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("t.co")]
    [InlineData("evil\u2024se")]
    [InlineData("evil.s\u00ade")]
    [InlineData("evil\u00ad.se")]
    [InlineData("evil\u200d.se")]
    [InlineData("850\u00ad101")]
    [InlineData("85\u200c01")]
    [InlineData("evil\u3002se")]
    [InlineData("t\uFF0Eco")]
    [InlineData("evil .se")]
    [InlineData("Ring 0900-123456 nu")]
    [InlineData("19640823-3234")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    public async Task A_name_that_would_be_a_link_a_number_or_nothing_to_see_is_refused(string name)
    {
        await using var service = await TestService.StartAsync();
        var body = Some.Submission();
        ((Dictionary<string, object?>[])body["participants"]!)[0]["firstName"] = name;

        var response = await service.RegisterAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.JsonAsync())["errors"]!["participants[0].firstName"]);
    }

    [Theory]
    [InlineData("J.R.R.")]
    [InlineData("Anna-Karin")]
    [InlineData("O’Neil")]
    [InlineData("Máret Ánne")]
    [InlineData("Ω")]
    public async Task A_name_is_a_name(string name)
    {
        await using var service = await TestService.StartAsync();
        var body = Some.Submission();
        ((Dictionary<string, object?>[])body["participants"]!)[0]["firstName"] = name;

        Assert.Equal(HttpStatusCode.Created, (await service.RegisterAsync(body)).StatusCode);
    }

    [Fact]
    public async Task Who_registers_colleagues_and_themselves_is_not_told_that_someone_else_did()
    {
        await using var service = await TestService.StartAsync();
        var body = Some.Submission("lulea", "onSite", "asa@example.org");
        body["submittedBy"] = "Åsa Öberg";
        await service.RegisterAsync(body);

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "asa@example.org"));

        Assert.DoesNotContain("har anmält dig", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("QUJD")]
    [InlineData("not base64")]
    public void A_link_key_that_is_empty_or_cut_short_is_refused_and_named(string content)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, content);

        var refusal = Assert.Throws<InvalidDataException>(() => LinkKey.FromFile(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task The_database_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        // A folder of its own: the program makes the file.
        using var data = new DataFolder();
        await using var service = await TestService.StartAsync(folder: data.Path);

        foreach (var file in Directory.GetFiles(service.Folder, "temadagar.db*"))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }
}
