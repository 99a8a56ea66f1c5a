using Temadagar.Data;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Statistics;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>What a rule would erase of a day now.</summary>
/// <param name="ThemeDay">The slug.</param>
/// <param name="Due">Since when it is to be erased.</param>
/// <param name="Decision">Null: the rule has none, so nothing is erased.</param>
/// <param name="People">Of how many.</param>
public sealed record DueErasure(string ThemeDay, string? ThemeDayTitle, string Board, ErasedData Data, DateOnly Due, int DaysAfter, string? Decision, int People);

/// <summary>
/// Erases what is due under the boards' rules, a day and a kind of data at a time. Each time has its report, and its row in the log, in the same write; so what has been
/// restored from a backup is erased once more, and told once more.
/// </summary>
public sealed class EraseDue(
    Database database, ThemeDayStore days, PersonalDataStore data, ErasureRuleStore rules, ErasureReportStore reports, FreezeFigures figures, SealLog sealing, AccessLog log, TimeProvider clock)
{
    /// <summary>What is due, whether its rule has a decision or not.</summary>
    /// <param name="board">The slug of one; null: all.</param>
    public async Task<IReadOnlyList<DueErasure>> PlanAsync(string? board, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return [.. (await DueAsync(read, board)).Select(due => due.View)];
    }

    /// <summary>Erases what is due and decided. What would take people away who have mail to get still waits for the next time.</summary>
    /// <returns>What was erased.</returns>
    public async Task<IReadOnlyList<DueErasure>> RunAsync(Caller caller, string? board, CancellationToken cancellationToken)
    {
        IReadOnlyList<Due> some;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            some = await DueAsync(read, board);
        }

        if (some.Any(one => one.Rule.Decision is not null))
        {
            // Each report bears the head of the log as it is then.
            await sealing.RunAsync(cancellationToken);
        }

        var erased = new List<DueErasure>();
        foreach (var due in some.Where(one => one.Rule.Decision is not null))
        {
            if (await EraseAsync(caller, due, cancellationToken) is { } done)
            {
                erased.Add(done);
            }
        }

        if (erased.Count > 0)
        {
            await database.ForgetErasedAsync(cancellationToken);
        }

        return erased;
    }

    private Task<DueErasure?> EraseAsync(Caller caller, Due due, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return database.WriteAsync<DueErasure?>(async write =>
        {
            await days.LockAsync(write, due.Day.Id);
            // As they are now: the day may have been moved, the decision taken back.
            var day = (await days.FindAsync(write, due.Day.Id))!;
            var rule = (await rules.ListAsync(write, due.Rule.Board)).FirstOrDefault(one => one.BoardId == day.BoardId && one.Data == due.Rule.Data);
            if (rule is not { Decision: { } decision } || !(Since(rule, day, now) <= Stockholm.Today(clock)) || await data.CountAsync(write, rule.Data, day.Id) is not (> 0 and var people)
                || (rule.Data == ErasedData.Registrations && await data.IsBeingToldAsync(write, day.Id)))
            {
                return null;
            }

            if (rule.Data == ErasedData.Registrations)
            {
                await figures.RunAsync(write, day.Id);
            }

            await data.EraseAsync(write, rule.Data, day.Id, now);
            await reports.AddAsync(write, new ErasureReport(
                id, day.Id, day.Slug, day.Title, rule.Board, rule.Data, rule.DaysAfter, decision, people, now, caller.Kind, caller.Id, caller.Name));
            await log.AddAsync(write, caller, AccessAction.Erased, day.Id, rule.Board, people);
            return due.View with { People = people };
        }, cancellationToken);
    }

    private async Task<IReadOnlyList<Due>> DueAsync(Session session, string? board)
    {
        var (now, today) = (clock.GetUtcNow(), Stockholm.Today(clock));
        var ofBoard = (await rules.ListAsync(session, board)).ToLookup(rule => rule.BoardId);
        var due = new List<Due>();
        foreach (var day in await days.OverAsync(session, today))
        {
            foreach (var rule in day.BoardId is { } boardId ? ofBoard[boardId] : [])
            {
                if (Since(rule, day, now) is { } since && since <= today && await data.CountAsync(session, rule.Data, day.Id) is > 0 and var people)
                {
                    due.Add(new Due(day, rule, new DueErasure(day.Slug, day.Title, rule.Board, rule.Data, since, rule.DaysAfter, rule.Decision, people)));
                }
            }
        }

        return [.. due.OrderBy(one => one.View.Due).ThenBy(one => one.Day.Number).ThenBy(one => one.Rule.Data)];
    }

    // Nobody of a day that goes on is erased, whatever a rule says.
    private static DateOnly? Since(ErasureRule rule, ThemeDay day, DateTimeOffset now) => day.IsOverAt(now) ? rule.ErasesOn(day) : null;

    private sealed record Due(ThemeDay Day, ErasureRule Rule, DueErasure View);
}
