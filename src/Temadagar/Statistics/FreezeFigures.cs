using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Statistics;

/// <summary>Keeps the figures of a day that is over, before its people are erased. From then on they are the day's figures, whatever becomes of its rows.</summary>
public sealed class FreezeFigures(ThemeDayStore days, FiguresStore store, CountDay counting, TimeProvider clock)
{
    /// <summary>Does it within a write that holds the day's row. A second time changes nothing.</summary>
    /// <returns>False where there was nothing to do, or where the day is still to come: what is frozen then would lack those who come later.</returns>
    public async Task<bool> RunAsync(Write write, Guid themeDayId)
    {
        var now = clock.GetUtcNow();
        var day = (await days.FindAsync(write, themeDayId))!;
        if (!day.IsOverAt(now) || (await store.FrozenAsync(write, themeDayId)).Count > 0)
        {
            return false;
        }

        foreach (var (position, figures) in (await counting.LiveAsync(write, day)).Index())
        {
            await store.FreezeAsync(write, themeDayId, position, figures, now);
        }

        return true;
    }
}
