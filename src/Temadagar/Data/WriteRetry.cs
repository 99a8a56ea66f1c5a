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
                if (commit.Asked && await wasCommitted())
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
}
