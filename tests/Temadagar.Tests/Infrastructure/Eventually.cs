using System.Diagnostics;

namespace Temadagar.Tests.Infrastructure;

/// <summary>Waits for what happens in the background; looks often, and gives up with words.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task TrueAsync(Func<Task<bool>> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null) => TrueAsync(condition, Patience, what);

    /// <param name="patience">For what takes longer than most.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan patience, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < patience, $"Not within {patience.TotalSeconds} s: {what}");
            await Task.Delay(20);
        }
    }
}
