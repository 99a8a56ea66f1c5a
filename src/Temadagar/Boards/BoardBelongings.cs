using Dapper;

namespace Temadagar.Boards;

/// <summary>How much belongs to a board, by kind: with any of it the board stays.</summary>
/// <param name="ThemeDays">Its own, published or not.</param>
/// <param name="Accounts">Disabled ones too: they can be put in use again.</param>
/// <param name="ApiKeys">Those in use.</param>
/// <param name="Logos">Those that were taken away too: certificates name them.</param>
/// <param name="SharedDays">Other boards' days whose people it sees.</param>
/// <param name="ErasureReports">Of what was erased under its rules.</param>
[method: ExplicitConstructor]
public sealed record BoardBelongings(int ThemeDays, int Accounts, int ApiKeys, int Speakers, int Logos, int ErasureRules, int SharedDays, int ErasureReports)
{
    public bool Any => this != new BoardBelongings(0, 0, 0, 0, 0, 0, 0, 0);
}
