using System.Globalization;
using Temadagar.Data;

namespace Temadagar.Logs;

/// <summary>Seals what is new in the log. Several may do so at once: a number is taken once, so nobody forks the chain.</summary>
public sealed class SealLog(Database database, LogSealStore seals, TimeProvider clock)
{
    // So many in a write: whoever registers meanwhile waits for some ten milliseconds.
    private const int Batch = 500;
    private const int Tries = 5;

    /// <returns>The last seal; null: the log is empty.</returns>
    public async Task<LogHead?> RunAsync(CancellationToken cancellationToken)
    {
        while (await AnyAsync(cancellationToken) && await BatchAsync(cancellationToken) == Batch)
        {
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await seals.HeadAsync(read);
    }

    private async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await seals.OldestUnsealedAsync(read) is not null;
    }

    private async Task<int> BatchAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var now = clock.GetUtcNow();
                return await database.WriteAsync(write => SealAsync(write, now), cancellationToken);
            }
            catch (Exception exception) when (database.IsUniqueViolation(exception) && attempt < Tries)
            {
                // Another instance was first: on from where it ended.
            }
        }
    }

    private async Task<int> SealAsync(Write write, DateTimeOffset now)
    {
        var head = await seals.HeadAsync(write) ?? new LogHead(0, LogChain.Beginning);
        var rows = await seals.UnsealedAsync(write, Batch);
        foreach (var row in rows)
        {
            if (row.Number is { } number)
            {
                await seals.NumberAsync(write, row.Id, int.Parse(number, CultureInfo.InvariantCulture));
                continue;
            }

            head = new LogHead(head.Number + 1, LogChain.SealOf(head.Seal, head.Number + 1, row.Id, row.Hash, LogChain.Written(now)!));
            await seals.AddAsync(write, head, row, now);
        }

        return rows.Count;
    }
}
