using Temadagar.Data;

namespace Temadagar.Health;

/// <summary>Whether the database takes writes: one that can only be read (a full disk, a file that another process holds) serves nobody who registers.</summary>
internal sealed class WriteProbe(Database database)
{
    // Longer than a busy writer's queue, shorter than a balancer's patience.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <exception cref="TimeoutException">It did not answer in 3 seconds.</exception>
    /// <exception cref="DatabaseUnavailableException">It refuses.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await database.WriteAsync(write => write.ExecuteAsync(ProbeSql), patience.Token).WaitAsync(Patience, cancellationToken);
    }

    private const string ProbeSql = """
        UPDATE Series
        SET Demonstration = Demonstration
        """;
}
