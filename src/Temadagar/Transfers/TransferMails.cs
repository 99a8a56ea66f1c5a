using System.Text.Json;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>The mail that asks an address whether a registration is to be its own.</summary>
public sealed class TransferMails(Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address) : IMailComposer
{
    /// <summary>Is this your address?</summary>
    public const string AddressAsked = "address-asked";

    /// <summary>Do you want the place that a colleague leaves to you?</summary>
    public const string HandoverAsked = "handover-asked";

    // A transfer is asked about once.
    public const int LinkGeneration = 0;

    public IReadOnlyCollection<string> Kinds { get; } = [AddressAsked, HandoverAsked];

    /// <param name="current">Its latest change is the one that is asked about.</param>
    public Task QueueAsync(Write write, Transfer transfer, Registration current, ThemeDay day)
    {
        var changed = transfer.AppliedTo(current);
        return outbox.QueueAsync(write, new NewMail(
            current.Id, day.Id, KindOf(transfer), current.Changes, changed.Language, transfer.Email!, changed.FullName,
            JsonSerializer.Serialize(new TransferFacts(
                transfer.Id, changed.FirstName, current.FullName, current.Status, current.Participation, ThemeDayFacts.Of(day), transfer.ExpiresAt)))
        {
            NotAfter = transfer.ExpiresAt,
        });
    }

    /// <summary>Takes back what has not been sent.</summary>
    public async Task WithdrawAsync(Write write, Guid registrationId)
    {
        foreach (var kind in Kinds)
        {
            await outbox.WithdrawAsync(write, registrationId, kind);
        }
    }

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<TransferFacts>(mail.Facts)!;
        var model = new Dictionary<string, object?>
        {
            ["person"] = new Dictionary<string, object?> { ["firstName"] = facts.FirstName },
            ["from"] = facts.From,
            ["participation"] = Code.Of(facts.Participation),
            ["status"] = Code.Of(facts.Status),
            ["answerBy"] = Stockholm.Written(facts.ExpiresAt, mail.Language),
            ["link"] = address.Of("/bekrafta", mail.Language, withLink ? links.Secret(PersonalLinks.Transfer, facts.TransferId, LinkGeneration) : PersonalLinks.Mask),
        };
        facts.ThemeDay.AddTo(model, mail.Language, address);
        var language = Code.Of(mail.Language);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, language, templates.Render(mail.Kind, language, model), []);
    }

    private static string KindOf(Transfer transfer) => transfer.Kind == TransferKind.Address ? AddressAsked : HandoverAsked;

    private sealed record TransferFacts(
        Guid TransferId, string FirstName, string From, RegistrationStatus Status, Participation Participation, ThemeDayFacts ThemeDay, DateTimeOffset ExpiresAt);
}
