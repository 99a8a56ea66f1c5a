using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>Reads a submission from JSON and finds every fault in it at once.</summary>
public sealed partial class SubmissionInput(Municipalities municipalities)
{
    private const int NameLength = 100;

    private static readonly Text NoDay = new("Välj minst en temadag.", "Choose at least one theme day.");
    private static readonly Text TooManyDays = new($"Välj högst {Submission.MaxThemeDays} temadagar.", $"Choose at most {Submission.MaxThemeDays} theme days.");
    private static readonly Text SameDay = new("Samma temadag finns två gånger.", "The same theme day is there twice.");
    private static readonly Text NoParticipant = new("Ange minst en person.", "Give at least one person.");
    private static readonly Text TooManyParticipants = new(
        $"Anmäl högst {Submission.MaxParticipants} personer åt gången.", $"Register at most {Submission.MaxParticipants} people at a time.");
    private static readonly Text NoFirstName = new("Ange förnamn.", "Enter a first name.");
    private static readonly Text NoLastName = new("Ange efternamn.", "Enter a last name.");
    private static readonly Text NotAName = new("Skriv ett namn, utan webbadresser och tecken som < > / @.", "Write a name, without web addresses and characters such as < > / @.");
    private static readonly Text SameEmail = new("Adressen finns redan hos en annan person i anmälan. Var och en behöver en egen.", "Another person in this registration has the address. Each needs their own.");
    private static readonly Text NoOrganization = new("Ange arbetsplats eller organisation.", "Enter a workplace or organization.");
    private static readonly Text NoProfession = new("Ange yrke eller roll.", "Enter a profession or role.");
    private static readonly Text NoSector = new("Välj verksamhet.", "Choose a sector.");
    private static readonly Text NoLanguage = new("Välj språk.", "Choose a language.");
    private static readonly Text NoParticipation = new("Välj om du deltar på plats eller digitalt.", "Choose on site or online.");
    private static readonly Text BadMunicipality = new("Välj en av Sveriges kommuner, med namn eller fyrsiffrig kod.", "Choose one of Sweden's municipalities, by name or four-digit code.");
    private static readonly Text BadPhone = new("Skriv telefonnumret med siffror, till exempel 070-174 06 05.", "Write the telephone number in digits, for example 070-174 06 05.");

    /// <summary>The submission. It must not be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public Submission Read(JsonFields fields)
    {
        var submission = new Submission(
            fields.Objects("themeDays", 1, Submission.MaxThemeDays, NoDay, TooManyDays, Each(ReadChoice, "slug", choice => choice.Slug, SameDay)),
            fields.Objects("participants", 1, Submission.MaxParticipants, NoParticipant, TooManyParticipants,
                Each(ReadParticipant, "email", participant => participant.Email.Normalized, SameEmail)),
            ReadOptionalName(fields, "submittedBy", 2 * NameLength + 1));
        Honeypot.Check(fields);
        fields.RefuseOthers();
        return submission;
    }

    private static ThemeDayChoice ReadChoice(JsonFields fields) => new(fields.Text("slug", 100), fields.Choice<Participation>("participation", NoParticipation));

    private Participant ReadParticipant(JsonFields fields) => new(
        ReadName(fields, "firstName", NoFirstName),
        ReadName(fields, "lastName", NoLastName),
        EmailInput.Read(fields),
        fields.Text("organization", 200, NoOrganization),
        fields.Text("profession", NameLength, NoProfession),
        fields.Choice<Sector>("sector", NoSector),
        fields.Choice<Language>("language", NoLanguage),
        ReadMunicipality(fields),
        ReadPhone(fields));

    private static string ReadName(JsonFields fields, string name, Text whenMissing)
    {
        var text = fields.Text(name, NameLength, whenMissing);
        CheckName(fields, name, text);
        return text;
    }

    private static string? ReadOptionalName(JsonFields fields, string name, int maxLength)
    {
        var text = fields.OptionalText(name, maxLength);
        CheckName(fields, name, text);
        return text;
    }

    // Names go into mails to other people; nobody may send links, markup or numbers to a stranger by our server. Compared in the
    // form that looks alike (NFKC), since a mail program makes a link of that too. A name has a letter, and no identity number.
    private static void CheckName(JsonFields fields, string name, string? text)
    {
        if (text is { Length: > 0 } && (NotInNames().IsMatch(text.Normalize(NormalizationForm.FormKC)) || !text.EnumerateRunes().Any(Rune.IsLetter)))
        {
            fields.Fault(name, NotAName);
        }
    }

    private string? ReadMunicipality(JsonFields fields)
    {
        if (fields.OptionalText("municipality", NameLength) is not { } text)
        {
            return null;
        }

        var municipality = municipalities.Find(text);
        if (municipality is null)
        {
            fields.Fault("municipality", BadMunicipality);
        }

        return municipality?.Code;
    }

    private static string? ReadPhone(JsonFields fields)
    {
        var text = fields.OptionalText("phone", 40);
        if (text is not null && !Phone().IsMatch(text))
        {
            fields.Fault("phone", BadPhone);
        }

        return text;
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

    [GeneratedRegex(@"[<>/\\@#:{}\[\]|=*_`~^\u3164\u2800\u115F\u1160]|\bwww\.|[\p{L}\p{Nd}]\s?[.\u3002]\p{L}{2,}|\p{Nd}{4}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotInNames();

    [GeneratedRegex(@"^\+?([ ()./-]*[0-9]){5,20}[ ()./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
