using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// The field <c>website</c>: people do not see it, programs that fill in every field do. It is refused in words, since a
/// person whose browser filled it in must not be thanked and forgotten.
/// </summary>
public static class Honeypot
{
    /// <summary>For the description: what may stand in it.</summary>
    public const int MaxLength = 0;

    private static readonly Text LeaveEmpty = new("Lämna fältet tomt.", "Leave this field empty.");

    public static void Check(JsonFields fields)
    {
        if (fields.OptionalText("website", 200) is not null)
        {
            fields.Fault("website", LeaveEmpty);
        }
    }
}
