using System.Text.Json;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>
/// Tells a person that there is a certificate, with the link to the own page where it is: the certificate itself is not in the mail. That one was revoked is not told by
/// itself: the organizer writes, and says why.
/// </summary>
public sealed class CertificateMails(Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address) : IMailComposer
{
    public const string Issued = "certificate-issued";

    public IReadOnlyCollection<string> Kinds { get; } = [Issued];

    /// <summary>Queues it; nothing where the person has no address.</summary>
    public Task QueueAsync(Write write, Candidate person, string number, int sequence, bool replaces, ThemeDay day) => person.Email is not { } email
        ? Task.CompletedTask
        : outbox.QueueAsync(write, new NewMail(
            person.Id, day.Id, Issued, sequence, person.Language, email, person.FullName,
            JsonSerializer.Serialize(new CertificateMailFacts(person.FirstName, person.LinkGeneration, number, replaces, ThemeDayFacts.Of(day)))));

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<CertificateMailFacts>(mail.Facts)!;
        var model = new Dictionary<string, object?>
        {
            ["person"] = new Dictionary<string, object?> { ["firstName"] = facts.FirstName },
            ["number"] = facts.Number,
            ["replaces"] = facts.Replaces,
            ["link"] = address.Of(RegistrationMails.OwnPagePath, mail.Language, withLink ? links.Secret(PersonalLinks.Registration, mail.About, facts.LinkGeneration) : PersonalLinks.Mask),
        };
        facts.ThemeDay.AddTo(model, mail.Language, address);
        var content = templates.Render(mail.Kind, Code.Of(mail.Language), model);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, Code.Of(mail.Language), content, []);
    }

    public int? LinkGenerationOf(QueuedMail mail) => JsonSerializer.Deserialize<CertificateMailFacts>(mail.Facts)!.LinkGeneration;

    public bool Replaces(string later, string earlier) => later == earlier;

    private sealed record CertificateMailFacts(string FirstName, int LinkGeneration, string Number, bool Replaces, ThemeDayFacts ThemeDay);
}
