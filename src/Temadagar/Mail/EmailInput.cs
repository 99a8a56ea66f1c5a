using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Mail;

/// <summary>The field <c>email</c> of an input.</summary>
public static class EmailInput
{
    private static readonly Text Missing = new("Ange en e-postadress.", "Enter an e-mail address.");
    private static readonly Text NotOne = new("Ange en e-postadress i formatet namn@example.org.", "Enter an e-mail address in the format name@example.org.");

    /// <summary>The address; an empty one, with a fault noted, where there is none.</summary>
    public static EmailAddress Read(JsonFields fields)
    {
        var text = fields.Text("email", EmailAddress.MaxLength, Missing);
        var email = EmailAddress.Parse(text);
        if (email is null && text.Length > 0)
        {
            fields.Fault("email", NotOne);
        }

        return email ?? new EmailAddress("", "");
    }

    /// <summary>The address; null where none is given.</summary>
    public static EmailAddress? ReadOptional(JsonFields fields)
    {
        if (fields.OptionalText("email", EmailAddress.MaxLength) is not { } text)
        {
            return null;
        }

        var email = EmailAddress.Parse(text);
        if (email is null)
        {
            fields.Fault("email", NotOne);
        }

        return email;
    }
}
