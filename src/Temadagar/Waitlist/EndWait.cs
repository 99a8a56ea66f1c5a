using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>Ends a wait for good. A place that was kept for it goes to the next, unless it was claimed.</summary>
public sealed class EndWait(WaitlistStore waitlist, PlaceStore places, WaitlistBell bell)
{
    /// <param name="wait">A live one, read under the day's lock.</param>
    public async Task RunAsync(Write write, Wait wait, WaitOutcome outcome, DateTimeOffset now)
    {
        await waitlist.EndAsync(write, wait, outcome, now);
        if (wait.HoldsPlace && outcome != WaitOutcome.Claimed)
        {
            await places.ReleaseAsync(write, wait.ThemeDayId, wait.Participation);
        }

        // A group that has become smaller may fit in what was too little for it.
        bell.RingAfter(write);
    }
}
