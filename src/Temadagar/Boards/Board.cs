using Dapper;
using Temadagar.Texts;

namespace Temadagar.Boards;

/// <summary>A county administrative board (or another organizer) that holds theme days and answers for the people in them.</summary>
/// <param name="PrivacyNotice">Markdown: what the board tells those it collects data from (GDPR art. 13).</param>
[method: ExplicitConstructor]
public sealed record Board(Guid Id, string Slug, int Position, string Name, string? Email, string? Phone, string? PrivacyNotice)
{
    /// <summary>What is wrong with the slug of a board that there is not.</summary>
    public static readonly Text Unknown = new("Det finns ingen sådan länsstyrelse.", "There is no such board.");
}
