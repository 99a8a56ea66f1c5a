using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Temadagar.BrowserTests.Sites))]

namespace Temadagar.BrowserTests;

/// <summary>The three installations that pages are looked at in.</summary>
public sealed class Sites : IAsyncLifetime
{
    // A browser comes to them over plain HTTP, and registers.
    private const string Development = "--environment=Development";

    public TestService Demonstration { get; private set; } = null!;

    public TestService RealSeries { get; private set; } = null!;

    public TestService Empty { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Demonstration = await TestService.StartAsync(Seed.Demo, settings: Development);
        RealSeries = await TestService.StartAsync(Seed.Series, settings: Development);
        Empty = await TestService.StartAsync(seed: null, settings: Development);
    }

    public async ValueTask DisposeAsync()
    {
        await Demonstration.DisposeAsync();
        await RealSeries.DisposeAsync();
        await Empty.DisposeAsync();
    }
}
