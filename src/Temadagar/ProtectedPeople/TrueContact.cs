using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.ProtectedPeople;

/// <summary>Who someone with protected identity is, and how to reach them. It is kept sealed and shown against a reason.</summary>
/// <param name="Note">What whoever telephones needs to know, such as when.</param>
public sealed record TrueContact(string FirstName, string LastName, string? Email, string? Phone, string? Organization, string? Profession, string? Note)
{
    public const int NoteLength = 500;

    private static readonly Text Unreachable = new("Ange telefonnummer eller e-postadress, så att personen kan nås.", "Give a telephone number or an e-mail address, so that the person can be reached.");

    public string FullName => $"{FirstName} {LastName}";

    public static TrueContact Read(JsonFields fields)
    {
        var (firstName, lastName) = (NameInput.Read(fields, "firstName", PersonInput.NameLength, PersonInput.NoFirstName), NameInput.Read(fields, "lastName", PersonInput.NameLength, PersonInput.NoLastName));
        var (email, phone) = (EmailInput.ReadOptional(fields), PhoneInput.Read(fields));
        if (email is null && phone is null)
        {
            fields.Fault("phone", Unreachable);
        }

        return new TrueContact(
            firstName, lastName, email?.Address, phone, fields.OptionalText("organization", PersonInput.OrganizationLength), fields.OptionalText("profession", PersonInput.NameLength), fields.OptionalLines("note", NoteLength));
    }
}

/// <summary>What someone with protected identity is called in the service.</summary>
public sealed record PersonAlias(string FirstName, string LastName)
{
    private static readonly Text NoAlias = new("Ange ett alias.", "Enter an alias.");

    public static PersonAlias Read(JsonFields fields) =>
        new(NameInput.Read(fields, "aliasFirstName", PersonInput.NameLength, NoAlias), NameInput.Read(fields, "aliasLastName", PersonInput.NameLength, NoAlias));

    /// <summary>A registration's details under it: what could tell who it is, the place of work too, is left out.</summary>
    public PersonDetails Details(Sector sector, Language language) => new(FirstName, LastName, Organization: "", Profession: "", sector, language, Municipality: null, Phone: null);
}
