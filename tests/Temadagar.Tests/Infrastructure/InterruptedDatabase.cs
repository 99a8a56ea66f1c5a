using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Seeds;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Something happens after what a call has read and before it writes.</summary>
internal sealed class InterruptedDatabase(Database inner) : DatabaseAround(inner)
{
    private Func<Task>? next;

    /// <summary>Before the next write, once.</summary>
    public void Before(Func<Task> happening) => Interlocked.Exchange(ref next, happening);

    protected override async Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref next, null) is { } happening)
        {
            await happening();
        }

        return await base.CommitAsync(work, cancellationToken);
    }

    /// <summary>A service whose database is one.</summary>
    public static async Task<(TestService Service, InterruptedDatabase Database)> StartAsync()
    {
        InterruptedDatabase? interrupted = null;
        var service = await TestService.StartAsync(Seed.Demo, null, null, services =>
        {
            var made = services.Last(one => one.ServiceType == typeof(Database)).ImplementationFactory!;
            services.AddSingleton<Database>(provider => interrupted = new InterruptedDatabase((Database)made(provider)));
        });
        return (service, interrupted!);
    }
}
