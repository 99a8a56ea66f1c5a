namespace Temadagar.Tests.Infrastructure;

/// <summary>One service for the tests of a class that keep out of each other's way: each has days and addresses of its own.</summary>
public sealed class SharedService : IAsyncLifetime
{
    private TestService? service;

    public TestService Service => service!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(settings: TestService.BehindProxy);

    public async ValueTask DisposeAsync() => await service!.DisposeAsync();
}

/// <summary>As <see cref="SharedService"/>, but places that become free are offered to nobody: for what registering alone does with them.</summary>
public sealed class SharedServiceWithoutOffers : IAsyncLifetime
{
    private TestService? service;

    public TestService Service => service!;

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(Temadagar.Seeds.Seed.Demo, null, null, TestService.WithoutOffers);

    public async ValueTask DisposeAsync() => await service!.DisposeAsync();
}
