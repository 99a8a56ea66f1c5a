using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Temadagar.Mail;

/// <summary>
/// Puts a mail in its envelope. The same mail gives the same bytes each time, so that an attempt after a lost reply is
/// recognised as the same message by whoever got it twice.
/// </summary>
public sealed partial class MessageBuilder(MailboxAddress from)
{
    /// <summary>
    /// Says which template the mail came from. The file transport names its file by it, and a mail administrator can sort by it;
    /// it tells no more than the subject does. No standard header is for this (RFC 6648 asks that its name have no X-).
    /// </summary>
    public const string KindHeader = "Temadagar-Kind";

    /// <summary>What List-Unsubscribe-Post says, and what a mail program sends (RFC 8058, 3.1 and 3.2).</summary>
    public const string OneClick = "List-Unsubscribe=One-Click";

    /// <summary>
    /// A message of text, HTML with its images, and calendar; several calendars are attachments, since of alternatives a reader shows one only
    /// (RFC 2046, 5.1.4). Each part is of 7-bit lines short enough for any server (RFC 5321, 4.5.3.1.6).
    /// Auto-Submitted (RFC 3834, 5) and X-Auto-Response-Suppress (Exchange) keep absence replies away.
    /// </summary>
    /// <exception cref="FormatException">The recipient is not a mail address, or the kind not a kind.</exception>
    public MimeMessage Build(OutgoingMail mail)
    {
        if (!Kind().IsMatch(mail.Kind))
        {
            throw new FormatException($"'{mail.Kind}' is not a kind of mail.");
        }

        var alternative = new MultipartAlternative
        {
            Part("plain", mail.Content.Text),
            mail.Images.Count > 0 ? WithImages(Part("html", mail.Content.Html), mail) : Part("html", mail.Content.Html),
        };
        // "=_" stands in no quoted-printable or Base64 line, so the boundary can be the mail's own and need not be drawn by lot.
        alternative.ContentType.Boundary = $"=_{mail.Id:N}";
        if (mail.Calendars is [var only])
        {
            alternative.Add(CalendarPart(only));
        }

        var message = new MimeMessage
        {
            Date = mail.CreatedAt,
            MessageId = $"{mail.Id:D}@{from.Domain}",
            Subject = Line(mail.Content.Subject),
            Body = mail.Calendars.Count > 1 ? WithAttachments(alternative, mail) : alternative,
        };
        // One of its own: an address knows every message that it stands in, and one of all would keep all that were ever sent.
        message.From.Add(new MailboxAddress(Encoding.UTF8, Name(from.Name), from.Address));
        message.To.Add(Recipient(mail));
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(KindHeader, mail.Kind);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe.AbsoluteUri}>");
            // One press is for https alone (RFC 8058, 3.1); elsewhere the address is opened (RFC 2369, 3.2).
            if (unsubscribe.Scheme == Uri.UriSchemeHttps)
            {
                message.Headers.Add(HeaderId.ListUnsubscribePost, OneClick);
            }
        }

        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    // Of the HTML alone (RFC 2387): the text is another way to say the same.
    private static Multipart WithImages(TextPart html, OutgoingMail mail)
    {
        var related = new Multipart("related") { html };
        related.ContentType.Boundary = $"=_related-{mail.Id:N}";
        related.ContentType.Parameters["type"] = "text/html";
        foreach (var image in mail.Images)
        {
            related.Add(new MimePart("image", "png")
            {
                Content = new MimeContent(new MemoryStream(image.Png)),
                ContentId = image.ContentId,
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = image.FileName,
            });
        }

        return related;
    }

    private static Multipart WithAttachments(MultipartAlternative alternative, OutgoingMail mail)
    {
        var mixed = new Multipart("mixed") { alternative };
        // Begins otherwise than the alternative's: a reader may take a boundary for another that it begins with (RFC 2046, 5.1.2).
        mixed.ContentType.Boundary = $"=_mixed-{mail.Id:N}";
        foreach (var calendar in mail.Calendars)
        {
            var part = CalendarPart(calendar);
            part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment);
            part.FileName = calendar.FileName;
            mixed.Add(part);
        }

        return mixed;
    }

    private static MailboxAddress Recipient(OutgoingMail mail)
    {
        // The address is parsed on its own, so that one with a comma or a line break in it cannot become two.
        // Compared in ASCII, since MimeKit gives an address back with its domain (RFC 5891) in letters.
        if (!MailboxAddress.TryParse(mail.To, out var parsed) || parsed.Domain.Length == 0
            || MailboxAddress.EncodeAddrspec(parsed.Address) != MailboxAddress.EncodeAddrspec(mail.To))
        {
            throw new FormatException("The recipient's address is not a mail address.");
        }

        return new MailboxAddress(Encoding.UTF8, Name(mail.ToName), parsed.Address);
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        // Quoted-printable: a file mail can be read, and its link followed, with no more than a text editor.
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }

    private static TextPart CalendarPart(CalendarPart calendar)
    {
        // Base64: what re-wraps the lines of a quoted-printable part on the way would break the folding of iCalendar.
        var part = Part("calendar", calendar.Text);
        part.ContentType.Parameters["method"] = Token().Replace(calendar.Method, "");
        part.ContentTransferEncoding = ContentEncoding.Base64;
        return part;
    }

    /// <summary>
    /// A display name without what some readers take for an address, a group or a list even when it is quoted (RFC 5322, 3.4).
    /// </summary>
    private static string Name(string? name) => Line(NameBreaker().Replace(name ?? "", " "));

    private static string Line(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Kind();

    [GeneratedRegex("[^A-Za-z-]")]
    private static partial Regex Token();

    [GeneratedRegex("""[@:,;"<>\\]""")]
    private static partial Regex NameBreaker();

    [GeneratedRegex(@"[\s\p{Cc}\u2028\u2029]+")]
    private static partial Regex Spaces();
}
