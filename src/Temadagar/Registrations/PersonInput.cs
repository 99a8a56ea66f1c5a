using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Registrations;

/// <summary>Reads a person from JSON, the same whoever writes it: the person, a colleague or an organizer.</summary>
public sealed partial class PersonInput(Municipalities municipalities)
{
    public const int NameLength = 100;

    private static readonly Text NoFirstName = new("Ange förnamn.", "Enter a first name.");
    private static readonly Text NoLastName = new("Ange efternamn.", "Enter a last name.");
    private static readonly Text NotAName = new("Skriv ett namn, utan webbadresser och tecken som < > / @.", "Write a name, without web addresses and characters such as < > / @.");
    private static readonly Text NoOrganization = new("Ange arbetsplats eller organisation.", "Enter a workplace or organization.");
    private static readonly Text NoProfession = new("Ange yrke eller roll.", "Enter a profession or role.");
    private static readonly Text NoSector = new("Välj verksamhet.", "Choose a sector.");
    private static readonly Text NoLanguage = new("Välj språk.", "Choose a language.");
    private static readonly Text BadMunicipality = new("Välj en av Sveriges kommuner, med namn eller fyrsiffrig kod.", "Choose one of Sweden's municipalities, by name or four-digit code.");
    private static readonly Text BadPhone = new("Skriv telefonnumret med siffror, till exempel 070-174 06 05.", "Write the telephone number in digits, for example 070-174 06 05.");

    /// <param name="readEmail">Where a form has the address, and whether it must be there.</param>
    public (PersonDetails Details, T Email) Read<T>(JsonFields fields, Func<JsonFields, T> readEmail)
    {
        // Faults come in the order of the form's fields.
        var firstName = ReadName(fields, "firstName", NoFirstName);
        var lastName = ReadName(fields, "lastName", NoLastName);
        var email = readEmail(fields);
        return (new PersonDetails(
            firstName,
            lastName,
            fields.Text("organization", 200, NoOrganization),
            fields.Text("profession", NameLength, NoProfession),
            fields.Choice<Sector>("sector", NoSector),
            fields.Choice<Language>("language", NoLanguage),
            ReadMunicipality(fields),
            ReadPhone(fields)), email);
    }

    private static string ReadName(JsonFields fields, string name, Text whenMissing)
    {
        var text = fields.Text(name, NameLength, whenMissing);
        CheckName(fields, name, text);
        return text;
    }

    public static string? ReadOptionalName(JsonFields fields, string name, int maxLength)
    {
        var text = fields.OptionalText(name, maxLength);
        CheckName(fields, name, text);
        return text;
    }

    // Names go into mails to other people; nobody may send links, markup or numbers to a stranger by our server. Compared in the
    // form that looks alike (NFKC) and without joiners that nobody sees, since a mail program makes a link of that too. A name has a letter, and no identity number.
    private static void CheckName(JsonFields fields, string name, string? text)
    {
        if (text is { Length: > 0 } && (NotInNames().IsMatch(Joiners().Replace(text, "").Normalize(NormalizationForm.FormKC)) || !text.EnumerateRunes().Any(Rune.IsLetter)))
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

    [GeneratedRegex(@"[<>/\\@#:{}\[\]|=*_`~^\u3164\u2800\u115F\u1160]|\bwww\.|[\p{L}\p{Nd}]\s?[.\u3002]\p{L}{2,}|\p{Nd}{4}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotInNames();

    [GeneratedRegex("[\u200C\u200D]")]
    private static partial Regex Joiners();

    [GeneratedRegex(@"^\+?([ ()./-]*[0-9]){5,20}[ ()./-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
