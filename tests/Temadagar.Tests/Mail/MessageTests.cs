using System.Runtime.CompilerServices;
using System.Text;
using MimeKit;
using Temadagar.Mail;
using Temadagar.Templating;

namespace Temadagar.Tests.Mail;

/// <summary>A mail as it goes on the wire, and as a mail program then reads it.</summary>
public sealed class MessageTests
{
    private static readonly Guid Id = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    [Fact]
    public void A_mail_reads_back_as_text_html_and_calendar()
    {
        var message = Sent(Mail());

        var alternative = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], alternative.Select(part => part.ContentType.MimeType));
        Assert.All(alternative, part => Assert.Equal("utf-8", part.ContentType.Charset));
        Assert.Equal("Hej Åsa!\nLänk: https://x.example/anmalan#abc\n", message.TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal("<p>Hej Åsa!</p>", message.HtmlBody);
        var calendar = (TextPart)alternative[2];
        Assert.Equal("REQUEST", calendar.ContentType.Parameters["method"]);
        Assert.Equal(ContentEncoding.Base64, calendar.ContentTransferEncoding);
        Assert.Equal(Request.Text, Decoded(calendar));
        Assert.Equal("Bekräftad plats: Sex mot ersättning, Luleå 1 december", message.Subject);
    }

    [Fact]
    public void A_message_that_was_sent_is_kept_by_nobody()
    {
        var from = new MailboxAddress("Temadagar", "temadagar@example.org");
        var builder = new MessageBuilder(from);
        var sent = Built(builder);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(sent.IsAlive);
        GC.KeepAlive(from);
        GC.KeepAlive(builder);
    }

    [Fact]
    public void A_mail_without_a_calendar_has_two_parts()
    {
        Assert.Equal(2, Assert.IsType<MultipartAlternative>(Sent(Mail() with { Calendars = [] }).Body).Count);
    }

    [Fact]
    public void Several_calendars_are_an_attachment_each_beside_the_text()
    {
        var mail = Mail() with { Calendars = [Request, Cancel] };
        var message = Sent(mail);

        var mixed = Assert.IsType<Multipart>(message.Body);
        Assert.Equal(["multipart/alternative", "text/calendar", "text/calendar"], mixed.Select(part => part.ContentType.MimeType));
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mixed[0]).Select(part => part.ContentType.MimeType));
        Assert.Equal("<p>Hej Åsa!</p>", message.HtmlBody);
        foreach (var (calendar, part) in mail.Calendars.Zip(mixed.Skip(1).Cast<TextPart>()))
        {
            Assert.Equal(calendar.Method, part.ContentType.Parameters["method"]);
            Assert.Equal(calendar.FileName, part.ContentDisposition!.FileName);
            Assert.Equal(ContentDisposition.Attachment, part.ContentDisposition.Disposition);
            Assert.Equal(ContentEncoding.Base64, part.ContentTransferEncoding);
            Assert.Equal(calendar.Text, Decoded(part));
        }

        Assert.Equal(Bytes(mail), Bytes(mail));
        Assert.Equal("sv", mixed.Headers[HeaderId.ContentLanguage]);
    }

    [Fact]
    public void No_boundary_begins_with_another()
    {
        var mixed = (Multipart)Sent(Mail() with { Calendars = [Request, Cancel] }).Body!;
        var inner = ((Multipart)mixed[0]).Boundary!;

        Assert.False(inner.StartsWith(mixed.Boundary!, StringComparison.Ordinal) || mixed.Boundary!.StartsWith(inner, StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_belongs_to_the_HTML_and_the_mail_is_still_the_same_bytes_each_time()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0xFF, (byte)'\n'];
        var mail = Mail() with
        {
            Content = new RenderedMail("Bekräftad plats", "Hej!\n", "<img src=\"cid:qr@example.org\" alt=\"QR-kod\">"),
            Images = [new InlineImage("qr@example.org", "qr.png", png)],
        };

        var message = Sent(mail);

        var related = Assert.IsType<MultipartRelated>(Assert.IsType<MultipartAlternative>(message.Body)[1]);
        Assert.Equal(["text/html", "image/png"], related.Select(part => part.ContentType.MimeType));
        var image = (MimePart)related[1];
        using var decoded = new MemoryStream();
        image.Content!.DecodeTo(decoded, TestContext.Current.CancellationToken);
        Assert.Equal(("qr@example.org", "inline"), (image.ContentId, image.ContentDisposition?.Disposition));
        Assert.Equal(png, decoded.ToArray());
        Assert.Equal((mail.Content.Html, mail.Content.Text), (message.HtmlBody, message.TextBody?.ReplaceLineEndings("\n")));
        Assert.Equal(Bytes(mail), Bytes(mail));
        Assert.All(Encoding.Latin1.GetString(Bytes(mail)).Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii), line));
    }

    [Fact]
    public void Robots_are_told_not_to_answer_and_readers_what_language_it_is()
    {
        var message = Sent(Mail());

        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("All", message.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("sv", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Equal("registration-confirmed", message.Headers[MessageBuilder.KindHeader]);
    }

    [Fact]
    public void The_same_mail_is_the_same_bytes_each_time()
    {
        Assert.Equal(Bytes(Mail()), Bytes(Mail()));
        Assert.Equal($"{Id}@example.org", Sent(Mail()).MessageId);
        Assert.Equal(new DateTimeOffset(2016, 11, 3, 8, 30, 0, TimeSpan.Zero), Sent(Mail()).Date);
    }

    [Fact]
    public void Every_line_is_short_and_of_seven_bits()
    {
        var content = new RenderedMail(string.Concat(Enumerable.Repeat("temadag på räksmörgås – ", 20)), new string('ö', 3000), "<p>" + new string('ä', 3000) + "</p>");
        var bytes = Bytes(Mail() with { Content = content, ToName = string.Concat(Enumerable.Repeat("Åsa ", 50)) });

        Assert.All(bytes, octet => Assert.InRange(octet, 1, 127));
        // MimeKit reckons the length of encoded words a little short of 78; 998 is what no server may be sent more than.
        var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.All(lines.SkipWhile(line => line.Length > 0), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public void The_text_can_be_read_in_the_file_itself()
    {
        Assert.Contains("\r\nL=C3=A4nk: https://x.example/anmalan#abc\r\n", Encoding.ASCII.GetString(Bytes(Mail())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Åsa\r\nBcc: evil@example.net")]
    [InlineData("Åsa\nX-Evil: 1\n\nbody")]
    [InlineData("Åsa\" <evil@example.net>, \"b")]
    [InlineData("evil@example.net, Åsa; grupp:")]
    [InlineData("=?utf-8?q?=0D=0ABcc:_evil@example.net?=")]
    public void A_name_or_a_subject_makes_no_header_and_no_recipient(string hostile)
    {
        var mail = Mail() with { ToName = hostile, Content = new RenderedMail(hostile, "x", "x") };
        var message = Sent(mail, new MailboxAddress(hostile, "noreply@example.org"));

        Assert.Equal(["asa@example.com"], message.To.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.Equal(["noreply@example.org"], message.From.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.Empty(message.Bcc);
        Assert.Null(message.Headers["X-Evil"]);
        Assert.DoesNotContain(message.From.Mailboxes.Single().Name!, character => "@:,\"".Contains(character, StringComparison.Ordinal));
        Assert.DoesNotContain(message.Subject!, char.IsControl);
    }

    [Theory]
    [InlineData("asa")]
    [InlineData("")]
    [InlineData("asa@example.org, b@example.org")]
    [InlineData("asa@example.org\r\nBcc: b@example.org")]
    [InlineData("Åsa <asa@example.org>")]
    public void What_is_no_single_address_is_refused(string address)
    {
        var fault = Assert.Throws<FormatException>(() => new MessageBuilder(Sender).Build(Mail() with { To = address }));

        // The fault is logged, the address is not to be.
        Assert.DoesNotContain("asa", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_with_Swedish_letters_goes_out_in_ASCII()
    {
        foreach (var address in new[] { "asa@räksmörgås.example", "asa@xn--rksmrgs-5wao1o.example" })
        {
            Assert.Contains("<asa@xn--rksmrgs-5wao1o.example>", Encoding.ASCII.GetString(Bytes(Mail() with { To = address })), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_kind_that_is_no_file_name_is_refused()
    {
        Assert.Throws<FormatException>(() => new MessageBuilder(Sender).Build(Mail() with { Kind = "../x\r\nBcc: y" }));
    }

    private static readonly CalendarPart Request = new("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "REQUEST", "pass-1.ics");
    private static readonly CalendarPart Cancel = new("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n", "CANCEL", "pass-2.ics");

    internal static MailboxAddress Sender { get; } = new("Temadagar", "noreply@example.org");

    internal static OutgoingMail Mail() => new(
        Id,
        new DateTimeOffset(2016, 11, 3, 9, 30, 0, TimeSpan.FromHours(1)),
        "registration-confirmed",
        "asa@example.com",
        "Åsa Öberg",
        "sv",
        new RenderedMail("Bekräftad plats: Sex mot ersättning, Luleå 1 december", "Hej Åsa!\nLänk: https://x.example/anmalan#abc\n", "<p>Hej Åsa!</p>"),
        [Request]);

    private static string Decoded(TextPart part)
    {
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(decoded.ToArray());
    }

    private static byte[] Bytes(OutgoingMail mail, MailboxAddress? sender = null)
    {
        var wire = FormatOptions.Default.Clone();
        wire.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        using var message = new MessageBuilder(sender ?? Sender).Build(mail);
        message.WriteTo(wire, stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static MimeMessage Sent(OutgoingMail mail, MailboxAddress? sender = null) =>
        MimeMessage.Load(new MemoryStream(Bytes(mail, sender)), TestContext.Current.CancellationToken);

    // Apart, so that the test itself holds no message.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Built(MessageBuilder builder)
    {
        using var message = builder.Build(Mail());
        return new WeakReference(message);
    }
}
