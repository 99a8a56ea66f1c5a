namespace Temadagar.Tests.Infrastructure;

/// <summary>What takes minutes runs shorter unless it is asked for: <c>./test --all</c>.</summary>
internal static class LongTests
{
    public const string Variable = "TEMADAGAR_TEST_ALL";

    public static bool AreAsked => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };
}
