using MimeKit;
using Temadagar.Mail;
using Temadagar.Templating;

namespace Temadagar.Tests.Mail;

public sealed class FileTransportTests : IDisposable
{
    private const string Name = "20161103T083000Z-registration-confirmed-0198c0de-0000-7000-8000-000000000001.eml";

    private readonly string _root = Directory.CreateTempSubdirectory("mail").FullName;

    private string Folder => Path.Combine(_root, "data", "mail");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_mail_becomes_a_file_named_by_its_time_kind_and_id()
    {
        var delivery = await SendAsync(MessageTests.Mail());

        Assert.Equal(new Delivery(DeliveryOutcome.Accepted, $"Written to {Name}"), delivery);
        Assert.Equal([Name], Directory.GetFiles(Folder).Select(Path.GetFileName));
        var read = await MimeMessage.LoadAsync(Path.Combine(Folder, Name), TestContext.Current.CancellationToken);
        Assert.Equal("Bekräftad plats: Sex mot ersättning, Luleå 1 december", read.Subject);
        Assert.Equal("Hej Åsa!\nLänk: https://x.example/anmalan#abc\n", read.TextBody?.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_same_mail_sent_again_takes_the_place_of_the_first()
    {
        await SendAsync(MessageTests.Mail());
        await SendAsync(MessageTests.Mail() with { Content = new RenderedMail("En gång till", "x", "x") });

        Assert.Equal([Name], Directory.GetFiles(Folder).Select(Path.GetFileName));
        Assert.Equal("En gång till", (await MimeMessage.LoadAsync(Path.Combine(Folder, Name), TestContext.Current.CancellationToken)).Subject);
    }

    [Fact]
    public async Task Only_the_owner_can_read_mails_with_personal_links()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        await SendAsync(MessageTests.Mail());

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(Folder, Name)) & others);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Folder) & others);
        }
    }

    [Fact]
    public async Task What_cannot_be_written_is_worth_another_attempt()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "data"), "a file where the folder should be", TestContext.Current.CancellationToken);

        var delivery = await SendAsync(MessageTests.Mail());

        Assert.Equal(DeliveryOutcome.Transient, delivery.Outcome);
        Assert.NotEmpty(delivery.Reply);
    }

    [Fact]
    public async Task A_message_from_elsewhere_cannot_choose_its_folder()
    {
        using var message = new MimeMessage { Date = new DateTimeOffset(2016, 11, 3, 8, 30, 0, TimeSpan.Zero), Body = new TextPart("plain") { Text = "x" } };
        message.Headers.Add(MessageBuilder.KindHeader, "../../../x");
        message.MessageId = "../../etc/y@example.org";
        await using var transport = new FileTransport(Folder);

        await transport.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(["20161103T083000Z-x-etcy.eml"], Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    private async Task<Delivery> SendAsync(OutgoingMail mail)
    {
        await using var transport = new FileTransport(Folder);
        using var message = new MessageBuilder(MessageTests.Sender).Build(mail);
        return await transport.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
