using System.Globalization;
using Temadagar.Data;

namespace Temadagar.Logs;

public enum LogFaultKind
{
    /// <summary>The row says something else than when it was sealed.</summary>
    Changed,

    /// <summary>The row is not there, and no pruning has taken it.</summary>
    Missing,

    /// <summary>The row was pruned, and is there again.</summary>
    Returned,

    /// <summary>The row says that it is sealed, and is not: it was put in, or its seal taken away.</summary>
    WithoutSeal,

    /// <summary>The row is older than an hour and not sealed: it was put in, or sealing stands still.</summary>
    Unsealed,

    /// <summary>Seals are missing in the chain, this and those up to the next.</summary>
    SealMissing,

    /// <summary>The seal does not follow from the one before.</summary>
    SealChanged,

    /// <summary>The chain ends before what was noted elsewhere.</summary>
    Cut,

    /// <summary>What was noted elsewhere is not on the chain: it was made anew.</summary>
    Another,

    /// <summary>The rows that are gone are not those that this pruning took, or nothing in the log tells of it.</summary>
    Pruning,
}

/// <param name="Number">Of the seal; null: it is about none.</param>
/// <param name="Id">Of the row of the log, or of the pruning.</param>
/// <param name="At">Of the row, or where it is gone of its seal.</param>
public sealed record LogFault(LogFaultKind Kind, int? Number, string? Id = null, string? At = null);

/// <param name="Sealed">How many rows are there as they were sealed.</param>
/// <param name="Pruned">How many rows are gone under a decision.</param>
/// <param name="Late">How many rows were sealed more than an hour after their time, since sealing began: a verb wrote them while the service was stopped, or someone did with a time of before.</param>
/// <param name="FirstLate">The number of the first of these.</param>
public sealed record LogVerdict(LogHead? Head, int Sealed, int Pruned, int Late, int? FirstLate, int Faults, IReadOnlyList<NotedPruning> Prunings);

/// <summary>
/// Compares each row of the log with its seal, and the seals with each other. Who can write in the database can make the whole chain anew: what shows that is a head which was
/// noted elsewhere. It holds one row at a time.
/// </summary>
public sealed class VerifyLog(Database database, SealLog sealing, LogSealStore seals, LogPruningStore prunings, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <param name="noted">Heads that were noted elsewhere.</param>
    /// <param name="found">Is told of each fault as it is found.</param>
    /// <param name="passed">Is told after each seal how many there have been, and how many there are.</param>
    public async Task<LogVerdict> RunAsync(
        IReadOnlyList<LogHead> noted, Action<LogFault> found, Action<int, int> passed, CancellationToken cancellationToken)
    {
        var faults = 0;
        void Tell(LogFault fault)
        {
            faults++;
            found(fault);
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        // Where nothing is sealed yet it begins now.
        if (await seals.HeadAsync(read) is not null)
        {
            await foreach (var (id, at) in seals.StaleAsync(read, clock.GetUtcNow() - Grace).WithCancellation(cancellationToken))
            {
                Tell(new LogFault(LogFaultKind.Unsealed, null, id, at));
            }
        }

        await sealing.RunAsync(cancellationToken);
        var listed = await prunings.ListAsync(read);
        var walk = new Walk(noted, Tell);
        var total = await seals.CountAsync(read);
        await foreach (var seal in seals.StreamAsync(read).WithCancellation(cancellationToken))
        {
            walk.Pass(seal);
            passed(walk.Passed, total);
        }

        await foreach (var (id, at) in seals.WithoutSealAsync(read).WithCancellation(cancellationToken))
        {
            Tell(new LogFault(LogFaultKind.WithoutSeal, null, id, at));
        }

        walk.End(listed);
        return new LogVerdict(walk.Head, walk.Sealed, walk.Pruned, walk.Late, walk.FirstLate, faults, listed);
    }

    private sealed class Walk(IReadOnlyList<LogHead> noted, Action<LogFault> found)
    {
        // By pruning: the rows that its seals say are gone. There are few prunings.
        private readonly Dictionary<string, (string Numbers, int Count)> pruned = [];
        private readonly HashSet<string> told = [];
        private DateTimeOffset? began;
        private bool sealing;

        public LogHead? Head { get; private set; }

        public int Passed { get; private set; }

        public int Sealed { get; private set; }

        public int Pruned { get; private set; }

        public int Late { get; private set; }

        public int? FirstLate { get; private set; }

        public void Pass(SealedRow seal)
        {
            Passed++;
            var (next, before) = Head is { } head ? (head.Number + 1, head.Seal) : (1, LogChain.Beginning);
            if (seal.Number != next)
            {
                // What it should follow is not known, so it is not looked at.
                found(new LogFault(LogFaultKind.SealMissing, next, At: seal.SealedAt));
            }
            else if (LogChain.SealOf(before, seal.Number, seal.LogRowId, seal.RowHash, seal.SealedAt) != seal.Seal)
            {
                found(new LogFault(LogFaultKind.SealChanged, seal.Number, seal.LogRowId, seal.SealedAt));
            }

            Compare(seal);
            foreach (var one in noted.Where(one => one.Number == seal.Number && !one.Is(seal.Seal)))
            {
                found(new LogFault(LogFaultKind.Another, one.Number, seal.LogRowId, seal.SealedAt));
            }

            Head = new LogHead(seal.Number, seal.Seal);
        }

        public void End(IReadOnlyList<NotedPruning> listed)
        {
            foreach (var one in noted.Where(one => one.Number > (Head?.Number ?? 0)))
            {
                found(new LogFault(LogFaultKind.Cut, one.Number));
            }

            foreach (var pruning in listed)
            {
                var took = pruned.Remove(pruning.Id, out var gone) && gone.Numbers == pruning.NumbersHash && gone.Count.ToString(CultureInfo.InvariantCulture) == pruning.Pruned;
                if (!took || !told.Contains(pruning.Id))
                {
                    found(new LogFault(LogFaultKind.Pruning, null, pruning.Id, pruning.PrunedAt));
                }
            }

            foreach (var unknown in pruned.Keys)
            {
                found(new LogFault(LogFaultKind.Pruning, null, unknown));
            }
        }

        private void Compare(SealedRow seal)
        {
            if (seal.PrunedById is { } by)
            {
                var (numbers, count) = pruned.GetValueOrDefault(by, (LogChain.Beginning, 0));
                pruned[by] = (LogChain.With(numbers, seal.Number), count + 1);
                Pruned++;
            }

            switch (seal)
            {
                case { Row: null, PrunedById: null }:
                    found(new LogFault(LogFaultKind.Missing, seal.Number, seal.LogRowId, seal.SealedAt));
                    break;
                case { Row: { } row, PrunedById: not null }:
                    found(new LogFault(LogFaultKind.Returned, seal.Number, row.Id, row.At));
                    break;
                case { Row: { } row } when row.Hash != seal.RowHash || row.Number != seal.Number.ToString(CultureInfo.InvariantCulture):
                    found(new LogFault(LogFaultKind.Changed, seal.Number, row.Id, row.At));
                    break;
                case { Row: { } row }:
                    Sealed++;
                    if (row.PruningId is { } pruning)
                    {
                        told.Add(pruning);
                    }

                    CountLate(seal, row);
                    break;
            }
        }

        // What the log held when sealing began was sealed late, all of it at the chain's beginning.
        private void CountLate(SealedRow seal, LoggedRow row)
        {
            var (at, sealedAt) = (LogChain.Read(row.At), LogChain.Read(seal.SealedAt));
            began ??= sealedAt;
            sealing |= at >= began;
            if (sealing && sealedAt - at > Grace)
            {
                Late++;
                FirstLate ??= seal.Number;
            }
        }
    }
}
