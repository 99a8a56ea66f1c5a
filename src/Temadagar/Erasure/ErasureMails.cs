using System.Text.Json;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.Templating;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>The mails about a wish to be erased: to the organizer that there is one, without saying whose; to the person what the answer is.</summary>
public sealed class ErasureMails(Outbox outbox, MailTemplates templates, PublicAddress address) : IMailComposer
{
    public const string Asked = "erasure-asked";
    public const string Answered = "erasure-answered";

    public IReadOnlyCollection<string> Kinds { get; } = [Asked, Answered];

    /// <summary>Nothing where the day has no organizer's address: the case is in the console all the same.</summary>
    /// <param name="registration">Its latest change is the one that is told, here and below.</param>
    public Task QueueAskedAsync(Write write, Registration registration, ThemeDay day) => day.OrganizerEmail is not { } email
        ? Task.CompletedTask
        : outbox.QueueAsync(write, new NewMail(
            registration.Id, day.Id, Asked, registration.Changes, Language.Sv, email, day.OrganizerName, JsonSerializer.Serialize(new ErasureFacts(null, null, null, null, ThemeDayFacts.Of(day)))));

    public Task QueueAnsweredAsync(Write write, ErasureOutcome outcome, string answer, Registration registration, ThemeDay day) => registration.Email is not { } email
        ? Task.CompletedTask
        : outbox.QueueAsync(write, new NewMail(
            registration.Id, day.Id, Answered, registration.Changes, registration.Language, email, registration.FullName,
            JsonSerializer.Serialize(new ErasureFacts(registration.FirstName, registration.Receipt, outcome, answer, ThemeDayFacts.Of(day)))));

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<ErasureFacts>(mail.Facts)!;
        var model = new Dictionary<string, object?>
        {
            ["person"] = new Dictionary<string, object?> { ["firstName"] = facts.FirstName },
            ["receipt"] = facts.Receipt,
            ["outcome"] = facts.Outcome is { } outcome ? Code.Of(outcome) : null,
            ["message"] = facts.Answer is { } answer ? new Dictionary<string, object?> { ["paragraphs"] = PlainText.Paragraphs(answer) } : null,
            ["link"] = mail.Kind == Asked ? address.Of($"/arrangor/temadag/{facts.ThemeDay.Slug}/radering") : null,
        };
        facts.ThemeDay.AddTo(model, mail.Language, address);
        var language = Code.Of(mail.Language);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, language, templates.Render(mail.Kind, language, model), []);
    }

    private sealed record ErasureFacts(string? FirstName, string? Receipt, ErasureOutcome? Outcome, string? Answer, ThemeDayFacts ThemeDay);
}
