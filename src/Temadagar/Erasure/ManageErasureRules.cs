using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.Erasure;

/// <summary>The rules of one's own board (an administrator: of all), what they would erase now, and what was erased.</summary>
public sealed class ManageErasureRules(Database database, BoardStore boards, ErasureRuleStore rules, ErasureReportStore reports, EraseDue erasing, AccessLog log)
{
    private const int ReportsShown = 100;

    public async Task<ErasureView> ViewAsync(Caller caller, CancellationToken cancellationToken)
    {
        var due = await erasing.PlanAsync(caller.SeenBoard, cancellationToken);
        await using var read = await database.OpenReadAsync(cancellationToken);
        return new ErasureView(
            [.. (await rules.ListAsync(read, caller.SeenBoard)).Select(rule => new ErasureRuleView(rule.Board, rule.BoardName, rule.Data, rule.DaysAfter, rule.Decision))],
            due,
            await reports.LatestAsync(read, caller.SeenBoard, ReportsShown));
    }

    /// <summary>All that the caller sees, the last first.</summary>
    public async Task<IReadOnlyList<ErasureReport>> ReportsAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await reports.ListAsync(read, caller.SeenBoard);
    }

    /// <returns>Null where the caller sees no such report.</returns>
    public async Task<ErasureReport?> ReportAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await reports.FindAsync(read, caller.SeenBoard, id);
    }

    /// <param name="board">The slug.</param>
    /// <param name="data">Its word.</param>
    /// <returns>Null where the caller has no such rule.</returns>
    public async Task<ErasureView?> ChangeAsync(Caller caller, string board, string data, int daysAfter, string? decision, CancellationToken cancellationToken)
    {
        ErasureRule? rule;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            rule = (await rules.ListAsync(read, caller.SeenBoard)).FirstOrDefault(one => one.Board == board && Code.Of(one.Data) == data);
        }

        if (rule is null)
        {
            return null;
        }

        return await database.WriteAsync(async write =>
        {
            // The board may have been removed since; from here on it may not.
            if (!await boards.HoldAsync(write, rule.BoardId))
            {
                return false;
            }

            await rules.PutAsync(write, rule with { DaysAfter = daysAfter, Decision = decision });
            await log.AddAsync(write, caller, AccessAction.ErasureRuleChanged, board: rule.Board);
            return true;
        }, cancellationToken) ? await ViewAsync(caller, cancellationToken) : null;
    }

    /// <summary>Erases what is due and decided now.</summary>
    public async Task<ErasureView> EraseAsync(Caller caller, CancellationToken cancellationToken)
    {
        await erasing.RunAsync(caller, caller.SeenBoard, cancellationToken);
        return await ViewAsync(caller, cancellationToken);
    }
}
