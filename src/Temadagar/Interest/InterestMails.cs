using System.Text.Json;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

/// <summary>The mail that says an address is on the list, and how to take it off.</summary>
public sealed class InterestMails(Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address) : IMailComposer
{
    public const string Received = "interest-received";

    // An interest is removed, never renewed, so its links have one generation.
    public const int LinkGeneration = 0;

    private const string MaskedSecret = "…";

    public IReadOnlyCollection<string> Kinds { get; } = [Received];

    public Task QueueAsync(Write write, int sequence, Interest interest, ThemeDay day) => outbox.QueueAsync(write, new NewMail(
        interest.Id, day.Id, Received, sequence, interest.Language, interest.Email, null, JsonSerializer.Serialize(ThemeDayFacts.Of(day))));

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<ThemeDayFacts>(mail.Facts)!;
        var secret = withLink ? links.Secret(PersonalLinks.Interest, mail.About, LinkGeneration) : MaskedSecret;
        var model = new Dictionary<string, object?> { ["link"] = address.Of("/intresse#" + secret) };
        facts.AddTo(model, mail.Language, address.Of("/temadag/" + facts.Slug));
        var language = Code.Of(mail.Language);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, language, templates.Render(mail.Kind, language, model), []);
    }
}
