using System.Diagnostics;

namespace Temadagar.Data;

/// <summary>What a write has come to when its answer is lost: once it has asked for the commit, its result stands here.</summary>
public sealed class PendingCommit<T>
{
    private T? result;
    private Action? committed;

    public bool Asked => committed is not null;

    /// <param name="whenCommitted">Runs once it is known that it was.</param>
    public void Ask(T outcome, Action whenCommitted) => (result, committed) = (outcome, whenCommitted);

    public T Done()
    {
        committed!();
        return result!;
    }
}

/// <summary>
/// A write to a server over a network: what passes is tried again as a whole. A commit whose answer was lost may have been done; then it is not done once more.
/// </summary>
/// <param name="passes">Whether a fault may be gone the next time.</param>
/// <param name="pause">Before the next try; given how many there have been.</param>
public sealed class WriteRetry(int tries, Func<Exception, bool> passes, Func<int, Task> pause)
{
    // Some ten seconds with the pauses of SqlServerDatabase. Where each try to connect takes long itself, whoever waits for the answer has left.
    private const int Questions = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="WriteInDoubtException">It asked for its commit, and the database could not be asked whether that was done.</exception>
    /// <param name="attempt">One try, from the beginning.</param>
    /// <param name="wasCommitted">Whether a try of this write has been committed.</param>
    public async Task<T> RunAsync<T>(Func<PendingCommit<T>, Task> attempt, Func<Task<bool>> wasCommitted)
    {
        for (var turn = 1; ; turn++)
        {
            var commit = new PendingCommit<T>();
            try
            {
                await attempt(commit);
                return commit.Done();
            }
            catch (Exception exception) when (commit.Asked || (passes(exception) && turn < tries))
            {
                if (commit.Asked && await AskAsync(wasCommitted))
                {
                    return commit.Done();
                }

                if (!passes(exception) || turn == tries)
                {
                    throw;
                }
            }

            await pause(turn);
        }
    }

    // Whoever lost the answer has mostly lost the connection: the question is worth more patience than the write, since nobody else can answer it.
    private async Task<bool> AskAsync(Func<Task<bool>> wasCommitted)
    {
        var since = Stopwatch.GetTimestamp();
        for (var turn = 1; ; turn++)
        {
            try
            {
                return await wasCommitted();
            }
            catch (Exception exception)
            {
                if (turn == Questions || Stopwatch.GetElapsedTime(since) > Patience)
                {
                    throw new WriteInDoubtException("A write has asked for its commit, and nobody answers whether it was done.", exception);
                }
            }

            await pause(turn);
        }
    }
}

/// <summary>It may have been written, or not. Who sends it again with the same idempotency key gets what was done.</summary>
public sealed class WriteInDoubtException(string message, Exception inner) : Exception(message, inner);
