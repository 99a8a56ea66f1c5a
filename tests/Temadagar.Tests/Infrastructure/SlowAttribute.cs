using Xunit.v3;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// Of a test that starts the program as a process of its own, puts load on it, makes keys or draws documents by the dozen, or waits for seconds on end; in a browser, of what is none of the main tasks of those who use the service. <c>./test --quick</c> and <c>./test --pages</c> leave it out; <c>./test</c> never does.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SlowAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Pace", "slow")];
}
