using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Boards;

public static class BoardProblems
{
    public static readonly Problem Unknown = new("unknown-board", 404,
        new("Arrangören finns inte", "There is no such organizer"),
        new("Den är borttagen, eller är inte din. Inget har sparats.", "It has been removed, or is not yours. Nothing was saved."));

    public static readonly Problem SlugTaken = new("slug-taken", 409,
        new("Webbadressen är upptagen", "The web address is taken"),
        new("En annan arrangör har den webbadressen. Inget har sparats.", "Another organizer has that web address. Nothing was saved."));

    public static readonly Problem InUse = new("board-in-use", 409,
        new("Arrangören kan inte tas bort", "The organizer cannot be removed"),
        new("Något hör till arrangören. Inget har tagits bort.", "Something belongs to the organizer. Nothing was removed."));

    /// <summary>Says what belongs to the board, so that it is known what to give to another first.</summary>
    public static Problem InUseBy(BoardBelongings belongings)
    {
        var there = Kinds(belongings).Where(kind => kind.Count > 0).ToList();
        return InUse with
        {
            Detail = new(
                $"Till arrangören hör {Listed(there.Select(kind => kind.Words.Swedish), "och")}. Inget har tagits bort.",
                $"What belongs to the organizer: {Listed(there.Select(kind => kind.Words.English), "and")}. Nothing was removed."),
        };
    }

    private static IEnumerable<(int Count, Text Words)> Kinds(BoardBelongings has) =>
    [
        Of(has.ThemeDays, new("temadag", "theme day"), new("temadagar", "theme days")),
        Of(has.Accounts, new("konto", "account"), new("konton", "accounts")),
        Of(has.ApiKeys, new("API-nyckel", "API key"), new("API-nycklar", "API keys")),
        Of(has.Speakers, new("medverkande", "speaker"), new("medverkande", "speakers")),
        Of(has.Logos, new("logotyp (även borttagna räknas)", "logo (those taken away count too)"), new("logotyper (även borttagna räknas)", "logos (those taken away count too)")),
        Of(has.ErasureRules, new("gallringsregel", "rule of erasure"), new("gallringsregler", "rules of erasure")),
        Of(has.SharedDays, new("temadag som någon delar med den", "theme day that is shared with it"), new("temadagar som andra delar med den", "theme days that are shared with it")),
        Of(has.ErasureReports, new("gallringsrapport", "report of erasure"), new("gallringsrapporter", "reports of erasure")),
    ];

    private static (int Count, Text Words) Of(int count, Text one, Text several)
    {
        var noun = count == 1 ? one : several;
        return (count, new($"{count} {noun.Swedish}", $"{count} {noun.English}"));
    }

    private static string Listed(IEnumerable<string> parts, string and) =>
        parts.ToList() is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} {and} {last}" : string.Concat(parts);
}
