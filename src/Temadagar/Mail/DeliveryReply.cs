using System.Text.RegularExpressions;
using MimeKit;

namespace Temadagar.Mail;

/// <summary>Words about a delivery that can be kept: servers quote the recipient, and the log outlives the registration.</summary>
internal static partial class DeliveryReply
{
    private const int MostCharacters = 500;
    private const string Hidden = "(address)";

    /// <summary>The fault and what caused it, each by its message.</summary>
    public static string From(Exception fault, MimeMessage message)
    {
        var words = fault.Message;
        for (var cause = fault.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (!words.Contains(cause.Message, StringComparison.Ordinal))
            {
                words += " " + cause.Message;
            }
        }

        return From(words, message);
    }

    /// <summary>One line without mail addresses, the recipient's in particular, of at most 500 characters.</summary>
    public static string From(string words, MimeMessage message)
    {
        foreach (var recipient in message.GetRecipients())
        {
            words = words.Replace(recipient.Address, Hidden, StringComparison.OrdinalIgnoreCase)
                .Replace(recipient.GetAddress(idnEncode: true), Hidden, StringComparison.OrdinalIgnoreCase);
        }

        words = Spaces().Replace(Address().Replace(words, Hidden), " ").Trim();
        return words.Length <= MostCharacters ? words : string.Concat(words.AsSpan(0, MostCharacters - 1), "…");
    }

    [GeneratedRegex(@"[^\s<>()\[\]:;,""']+@[^\s<>()\[\]:;,""']+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Spaces();
}
