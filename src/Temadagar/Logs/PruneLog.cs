using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.Logs;

/// <summary>
/// Deletes old rows of the log under a decision. Their seals stay, so the chain holds without them, and which they were is hashed with the row of the log that tells of it:
/// nothing else can be deleted in their name.
/// </summary>
public sealed class PruneLog(Database database, SealLog sealing, LogPruningStore prunings, AccessLog log, TimeProvider clock)
{
    /// <summary>How many rows would go.</summary>
    public async Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await prunings.CountAsync(read, olderThan);
    }

    /// <returns>How many rows went. Where it is none nothing is noted.</returns>
    public async Task<int> RunAsync(Caller caller, DateTimeOffset olderThan, string decision, CancellationToken cancellationToken)
    {
        await sealing.RunAsync(cancellationToken);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var pruned = await database.WriteAsync(async write =>
        {
            var numbers = await prunings.PruneAsync(write, id, olderThan);
            if (numbers.Count > 0)
            {
                await prunings.AddAsync(write, new LogPruning(id, olderThan, decision, numbers.Count, numbers.Aggregate(LogChain.Beginning, LogChain.With), now));
                await log.AddAsync(write, caller, AccessAction.LogPruned, id);
            }

            return numbers.Count;
        }, cancellationToken);
        if (pruned > 0)
        {
            await sealing.RunAsync(cancellationToken);
            await database.ForgetErasedAsync(cancellationToken);
        }

        return pruned;
    }
}
