using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.SubjectAccess;

namespace Temadagar.ProtectedPeople;

/// <summary>All that is held of someone with protected identity, to hand over to them.</summary>
/// <param name="Held">Under the alias, as it stands in the service.</param>
/// <param name="Contact">Null: the key that it was sealed with is gone, and nobody can open it.</param>
/// <param name="Reasons">Why someone has seen who they are, this time too; never which official it was.</param>
public sealed record HeldProtected(HeldData Held, TrueContact? Contact, IReadOnlyList<HeldReason> Reasons);

public sealed record HeldReason(DateTimeOffset At, string Reason);

/// <summary>Takes out all that is held of someone who asks for it (GDPR, article 15). The reason is kept and the look is in the log before anything is shown.</summary>
public sealed class DiscloseProtected(OwnProtectedPerson own, ProtectedPersonStore people, OwnData data, AccessLog log, TimeProvider clock)
{
    public async Task<(HeldProtected? Held, ProblemResult? Refusal)> RunAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken)
    {
        var (look, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var (seen, refusal) = await own.RunAsync<Seen>(caller, id, async (write, found) =>
        {
            await people.AddLookAsync(write, look, id, caller.Id!.Value, reason, now);
            await log.AddAsync(write, caller, AccessAction.DataDisclosed, id, found.Own.Board, 1);
            return (new Seen(found.Registration, await people.ContactAsync(write, id), [.. (await people.LooksAsync(write, id)).Select(one => new HeldReason(one.At, one.Reason))]), null);
        }, cancellationToken);
        return seen is null ? (null, refusal) : (new HeldProtected(await data.OfAsync(seen.Registration, cancellationToken), seen.Contact, seen.Reasons), null);
    }

    private sealed record Seen(Registration Registration, TrueContact? Contact, IReadOnlyList<HeldReason> Reasons);
}
