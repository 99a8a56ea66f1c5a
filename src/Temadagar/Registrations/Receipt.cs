using System.Security.Cryptography;

namespace Temadagar.Registrations;

/// <summary>The number of a submission, to say on the telephone: eight letters and digits that are not mistaken for each other and form no words.</summary>
public static class Receipt
{
    /// <summary>Letters and digits that are not mistaken for each other, without vowels.</summary>
    public const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";

    public static string Make()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, 8);
        return $"{text[..4]}-{text[4..]}";
    }
}
