using Temadagar.Http;
using Temadagar.Offers;
using Temadagar.Registrations;
using Temadagar.Waitlist;

namespace Temadagar.OwnPage;

/// <summary>A person waits no more for one way of taking part. What else there is of the registration stays; where there is nothing else, it is cancelled.</summary>
public sealed class StopWaiting(ChangeOwn changing, WaitlistStore waitlist, LeaveWaitlist leaving)
{
    public static readonly Problem Unknown = new("unknown-wait", 404,
        new("Du väntar inte på den platsen", "You do not wait for that place"),
        new("Inget har ändrats.", "Nothing was changed."));

    public async Task<(Registration? Changed, Problem? Refusal)> RunAsync(Registration opened, Guid waitId, CancellationToken cancellationToken) =>
        await changing.RunAsync(opened, async (write, current, day, now) => await waitlist.FindAsync(write, waitId) switch
        {
            { } wait when wait.RegistrationId != current.Id => (null, Unknown),
            { IsLive: true } wait => (await leaving.RunAsync(write, wait, day, WaitOutcome.Left, CancelReason.Self, now), null),
            // It has ended already, this way or another.
            { } => (current, null),
            null => (null, Unknown),
        }, cancellationToken);
}
