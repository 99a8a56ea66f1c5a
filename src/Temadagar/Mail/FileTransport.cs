using System.Globalization;
using MimeKit;
using Temadagar.Data;

namespace Temadagar.Mail;

/// <summary>
/// Writes each mail to a file of its own, <c>yyyyMMddTHHmmssZ-kind-id.eml</c> (UTC, from the message's Date, kind header and
/// Message-ID), which any mail program opens. The same mail sent again takes the place of the first. A name that ends in .eml is
/// always a whole mail: it is written beside, flushed to disk and renamed. Only the owner may read the files, since there
/// are personal links in them.
/// </summary>
public sealed class FileTransport(string directory) : IMailTransport
{
    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var name = FileName(message);
            OwnerOnly.MakeFolder(directory);
            var path = Path.Combine(directory, name);
            var unfinished = path + ".part";
            // Whole lines: quoted-printable would cut the link in two for whoever copies it from an editor.
            foreach (var text in message.BodyParts.OfType<TextPart>().Where(part => part.IsPlain || part.IsHtml))
            {
                text.ContentTransferEncoding = ContentEncoding.EightBit;
            }

            await using (var file = new FileStream(unfinished, OwnerOnly.Options(FileMode.Create)))
            {
                await message.WriteToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return new Delivery(DeliveryOutcome.Accepted, $"Written to {name}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A full disk, a missing right: the operator's to mend, and then it goes through.
            return new Delivery(DeliveryOutcome.Transient, DeliveryReply.From(fault, message));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string FileName(MimeMessage message)
    {
        var time = message.Date.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var id = (message.MessageId ?? "").Split('@')[0];
        return $"{time}-{Safe(message.Headers[MessageBuilder.KindHeader] ?? "mail")}-{Safe(id)}.eml";
    }

    /// <summary>A message need not come from our own builder, and a name must not lead out of the directory.</summary>
    private static string Safe(string part) =>
        string.Concat(part.Where(character => char.IsAsciiLetterOrDigit(character) || character == '-').Take(64));
}
