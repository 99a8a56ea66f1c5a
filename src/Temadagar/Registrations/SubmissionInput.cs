using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>Reads a submission from JSON and finds every fault in it at once.</summary>
public sealed class SubmissionInput(PersonInput people)
{
    public const int SubmitterLength = (2 * PersonInput.NameLength) + 1;

    private static readonly Text NoDay = new("Välj minst en temadag.", "Choose at least one theme day.");
    private static readonly Text TooManyDays = new($"Välj högst {Submission.MaxThemeDays} temadagar.", $"Choose at most {Submission.MaxThemeDays} theme days.");
    private static readonly Text SameDay = new("Samma temadag finns två gånger.", "The same theme day is there twice.");
    private static readonly Text SameChoice = new("Samma temadag och sätt att delta finns två gånger.", "The same theme day and way of taking part is there twice.");
    private static readonly Text OneChoice = new("Välj minst två temadagar eller sätt att delta om en plats räcker.", "Choose at least two theme days or ways of taking part if one place is enough.");
    private static readonly Text NoParticipant = new("Ange minst en person.", "Give at least one person.");
    private static readonly Text TooManyParticipants = new(
        $"Anmäl högst {Submission.MaxParticipants} personer åt gången.", $"Register at most {Submission.MaxParticipants} people at a time.");
    private static readonly Text SameEmail = new("Adressen finns redan hos en annan person i anmälan. Var och en behöver en egen.", "Another person in this registration has the address. Each needs their own.");
    public static readonly Text NoParticipation = new("Välj på plats eller digitalt.", "Choose on site or online.");

    /// <summary>The submission. It must not be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public Submission Read(JsonFields fields)
    {
        var oneIsEnough = fields.Flag("oneIsEnough");
        var submission = new Submission(
            fields.Objects("themeDays", 1, Submission.MaxThemeDays, NoDay, TooManyDays, oneIsEnough
                ? Each(ReadChoice, "slug", choice => choice.Slug.Length > 0 ? $"{choice.Slug} {choice.Participation}" : "", SameChoice)
                : Each(ReadChoice, "slug", choice => choice.Slug, SameDay)),
            fields.Objects("participants", 1, Submission.MaxParticipants, NoParticipant, TooManyParticipants,
                Each(ReadParticipant, "email", participant => participant.Email.Normalized, SameEmail)),
            NameInput.ReadOptional(fields, "submittedBy", SubmitterLength),
            oneIsEnough);
        if (oneIsEnough && submission.ThemeDays.Count == 1)
        {
            fields.Fault("oneIsEnough", OneChoice);
        }

        Honeypot.Check(fields);
        fields.RefuseOthers();
        return submission;
    }

    private static ThemeDayChoice ReadChoice(JsonFields fields) => new(fields.Text("slug", JsonFields.WordLength), fields.Choice<Participation>("participation", NoParticipation));

    private Participant ReadParticipant(JsonFields fields)
    {
        var (details, email) = people.Read(fields, EmailInput.Read);
        return new Participant(details, email, NeedsInput.Read(fields));
    }

    /// <summary>Reads the items of a list and refuses one whose field is the same as that of one before it.</summary>
    private static Func<JsonFields, T> Each<T>(Func<JsonFields, T> read, string field, Func<T, string> keyOf, Text whenRepeated)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return fields =>
        {
            var item = read(fields);
            if (keyOf(item) is { Length: > 0 } key && !seen.Add(key))
            {
                fields.Fault(field, whenRepeated);
            }

            return item;
        };
    }
}
