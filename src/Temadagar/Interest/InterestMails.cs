using System.Text.Json;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

/// <summary>The mails to an address on a list: that it is there, and that registration is open. Each says how to take it off.</summary>
public sealed class InterestMails(Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address, TimeProvider clock) : IMailComposer
{
    public const string Received = "interest-received";

    public const string Opened = "registration-opened";

    /// <summary>The page that takes an address off. List-Unsubscribe has a code after it.</summary>
    public const string PagePath = "/intresse";

    // An interest is removed, never renewed, so its links have one generation.
    public const int LinkGeneration = 0;

    public IReadOnlyCollection<string> Kinds { get; } = [Received, Opened];

    public Task QueueReceivedAsync(Write write, int sequence, Interest interest, ThemeDay day) => outbox.QueueAsync(write, new NewMail(
        interest.Id, day.Id, Received, sequence, interest.Language, interest.Email, null, FactsOf(day)));

    /// <param name="until">When one can register no longer: then it is not sent.</param>
    public Task QueueOpenedAsync(Write write, UntoldInterest interest, ThemeDay day, DateTimeOffset until) => outbox.QueueAsync(write, new NewMail(
        interest.Id, day.Id, Opened, interest.Tries, interest.Language, interest.Email, null, FactsOf(day))
    { NotAfter = until });

    /// <summary>Takes back what has not been sent to an address that is not on the list any more.</summary>
    public async Task WithdrawAsync(Write write, Guid interestId)
    {
        foreach (var kind in Kinds)
        {
            await outbox.WithdrawAsync(write, interestId, kind);
        }
    }

    /// <summary>Takes back that registration is open where it is not so any more. Whoever was not told is told when it opens again.</summary>
    /// <param name="day">As it is now.</param>
    public Task WithdrawUnlessOpenAsync(Write write, ThemeDay day) =>
        day.StateAt(clock.GetUtcNow()) == ThemeDayState.Open ? Task.CompletedTask : outbox.WithdrawOfDayAsync(write, day.Id, Opened);

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<ThemeDayFacts>(mail.Facts)!;
        var secret = withLink ? links.Secret(PersonalLinks.Interest, mail.About, LinkGeneration) : PersonalLinks.Mask;
        var model = new Dictionary<string, object?> { ["link"] = address.Of(PagePath, mail.Language, secret), ["until"] = mail.NotAfter is { } until ? Stockholm.WrittenEnd(until, mail.Language) : null };
        facts.AddTo(model, mail.Language, address);
        var language = Code.Of(mail.Language);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, language, templates.Render(mail.Kind, language, model), [])
        {
            Unsubscribe = withLink ? new Uri(address.Of($"{PagePath}/{links.Secret(PersonalLinks.Unsubscribe, mail.About, LinkGeneration)}")) : null,
        };
    }

    public bool Replaces(string later, string earlier) => later == Opened;

    private static string FactsOf(ThemeDay day) => JsonSerializer.Serialize(ThemeDayFacts.Of(day));
}
