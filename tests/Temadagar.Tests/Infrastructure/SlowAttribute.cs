using Xunit.v3;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// Of a test that starts the program as a process of its own, puts load on it, or goes through what it makes up itself for seconds on end. <c>./test --quick</c> leaves it out; <c>./test</c> never does.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SlowAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Pace", "slow")];
}
