using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.Participants;

/// <summary>Which people of a day are asked for: those of one status, or all.</summary>
public static class StatusInput
{
    public const string All = "all";

    private static readonly Text BadStatus = new(
        $"Ange {string.Join(", ", Code.All<RegistrationStatus>())} eller {All}.", $"Give {string.Join(", ", Code.All<RegistrationStatus>())} or {All}.");

    /// <returns>Null: all. A word that is none is noted.</returns>
    public static RegistrationStatus? Read(string word, Faults faults)
    {
        if (word == All)
        {
            return null;
        }

        if (!Code.TryParse<RegistrationStatus>(word, out var status))
        {
            faults.Add("status", BadStatus);
        }

        return status;
    }
}
