using Dapper;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Boards;

/// <summary>A county administrative board (or another organizer) that holds theme days and answers for the people in them.</summary>
/// <param name="Slug">Never changes: accounts, keys and the log name the board by it.</param>
/// <param name="PrivacyNotice">Markdown: what the board tells those it collects data from (GDPR art. 13).</param>
/// <param name="Version">Of what an administrator edits.</param>
[method: ExplicitConstructor]
public sealed record Board(Guid Id, string Slug, int Position, string Name, string? Email, string? Phone, string? PrivacyNotice, int Version = 1)
{
    public const int MaxNameLength = 200;
    public const int MaxPrivacyNoticeLength = 20_000;

    /// <summary>What is wrong with the slug of a board that there is not.</summary>
    public static readonly Text Unknown = new("Det finns ingen sådan myndighet.", "There is no such board.");

    /// <summary>What is said of the field <c>board</c> where the one that it names has been removed since the field was read.</summary>
    public static Faults Gone()
    {
        var faults = new Faults();
        faults.Add("board", Unknown);
        return faults;
    }
}
