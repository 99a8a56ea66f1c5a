using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Registrations;

/// <summary>Reads a person from JSON, the same whoever writes it: the person, a colleague or an organizer.</summary>
public sealed class PersonInput(Municipalities municipalities)
{
    public const int NameLength = 100;
    public const int OrganizationLength = 200;

    public static readonly Text NoFirstName = new("Ange förnamn.", "Enter a first name.");
    public static readonly Text NoLastName = new("Ange efternamn.", "Enter a last name.");
    private static readonly Text NoOrganization = new("Ange arbetsplats eller organisation.", "Enter a workplace or organization.");
    private static readonly Text NoProfession = new("Ange yrke eller roll.", "Enter a profession or role.");
    private static readonly Text NoSector = new("Välj verksamhet.", "Choose a sector.");
    private static readonly Text NoLanguage = new("Välj språk.", "Choose a language.");
    private static readonly Text BadMunicipality = new("Välj en av Sveriges kommuner, med namn eller fyrsiffrig kod.", "Choose one of Sweden's municipalities, by name or four-digit code.");

    /// <param name="readEmail">Where a form has the address, and whether it must be there.</param>
    public (PersonDetails Details, T Email) Read<T>(JsonFields fields, Func<JsonFields, T> readEmail)
    {
        // Faults come in the order of the form's fields.
        var firstName = NameInput.Read(fields, "firstName", NameLength, NoFirstName);
        var lastName = NameInput.Read(fields, "lastName", NameLength, NoLastName);
        var email = readEmail(fields);
        return (new PersonDetails(
            firstName,
            lastName,
            fields.Text("organization", OrganizationLength, NoOrganization),
            fields.Text("profession", NameLength, NoProfession),
            fields.Choice<Sector>("sector", NoSector),
            fields.Choice<Language>("language", NoLanguage),
            ReadMunicipality(fields),
            PhoneInput.Read(fields)), email);
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
}
