using Temadagar.Data;

namespace Temadagar.Tests.Data;

/// <summary>When a write to a server is tried again, and when it was done though its answer was lost.</summary>
public class WriteRetryTests
{
    private readonly List<string> said = [];

    [Fact]
    public async Task What_passes_is_tried_again_as_a_whole_and_is_done_once()
    {
        var faults = new Queue<Exception?>([new Passing(), new Passing(), null]);

        Assert.Equal(3, await RunAsync(async (commit, turn) =>
        {
            await Task.Yield();
            said.Add($"try {turn}");
            if (faults.Dequeue() is { } fault)
            {
                throw fault;
            }

            commit.Ask(turn, () => said.Add("committed"));
        }));

        Assert.Equal(["try 1", "pause 1", "try 2", "pause 2", "try 3", "committed"], said);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_whose_answer_was_lost_is_known_by_its_id_and_not_done_once_more(bool passes)
    {
        Assert.Equal(1, await RunAsync((commit, turn) =>
        {
            commit.Ask(turn, () => said.Add("committed"));
            throw passes ? new Passing() : new InvalidOperationException("The connection is gone.");
        }, wasCommitted: true));

        Assert.Equal(["asked", "committed"], said);
    }

    [Fact]
    public async Task A_commit_that_was_not_done_is_tried_again()
    {
        Assert.Equal(2, await RunAsync((commit, turn) =>
        {
            commit.Ask(turn, () => said.Add("committed"));
            return turn == 1 ? throw new Passing() : Task.CompletedTask;
        }));

        Assert.Equal(["asked", "pause 1", "committed"], said);
    }

    [Fact]
    public async Task What_does_not_pass_is_not_tried_again_and_what_always_comes_is_given_up()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync((_, _) => throw new InvalidOperationException("A fault of ours.")));
        Assert.Empty(said);

        await Assert.ThrowsAsync<Passing>(() => RunAsync((_, _) => throw new Passing()));
        Assert.Equal(["pause 1", "pause 2"], said);
    }

    [Fact]
    public async Task Where_nobody_can_say_whether_it_was_committed_nobody_is_told_that_it_was_not()
    {
        var asked = 0;
        var retry = new WriteRetry(3, _ => true, _ => Task.CompletedTask);

        await Assert.ThrowsAsync<WriteInDoubtException>(() => retry.RunAsync<int>(
            commit =>
            {
                commit.Ask(1, () => said.Add("committed"));
                throw new Passing();
            },
            () => ++asked > 0 ? throw new DatabaseUnavailableException("Nobody is there.") : Task.FromResult(true)));

        Assert.InRange(asked, 5, 100);
        Assert.Empty(said);
    }

    [Fact]
    public async Task It_is_asked_until_someone_answers()
    {
        var asked = 0;
        var retry = new WriteRetry(3, _ => true, _ => Task.CompletedTask);

        Assert.Equal(1, await retry.RunAsync<int>(
            commit =>
            {
                commit.Ask(1, () => said.Add("committed"));
                throw new Passing();
            },
            () => ++asked < 4 ? throw new DatabaseUnavailableException("Nobody is there yet.") : Task.FromResult(true)));

        Assert.Equal(["committed"], said);
    }

    private Task<int> RunAsync(Func<PendingCommit<int>, int, Task> attempt, bool wasCommitted = false)
    {
        var turn = 0;
        var retry = new WriteRetry(3, fault => fault is Passing, turns =>
        {
            said.Add($"pause {turns}");
            return Task.CompletedTask;
        });
        return retry.RunAsync<int>(commit => attempt(commit, ++turn), () =>
        {
            said.Add("asked");
            return Task.FromResult(wasCommitted);
        });
    }

    private sealed class Passing : Exception;
}
