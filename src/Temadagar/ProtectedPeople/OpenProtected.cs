using Temadagar.Organizers;

namespace Temadagar.ProtectedPeople;

/// <summary>Someone with protected identity as they are.</summary>
/// <param name="Contact">Null: the key that it was sealed with is gone, and nobody can open it.</param>
/// <param name="Looks">Who has seen it, this time too, and why; the latest first.</param>
public sealed record OpenedProtected(ProtectedPerson Person, TrueContact? Contact, IReadOnlyList<ProtectedLook> Looks);

/// <summary>Shows who someone is. The reason is kept and the look is in the log before anything is shown.</summary>
public sealed class OpenProtected(OwnProtectedPerson own, ProtectedPersonStore people, AccessLog log, TimeProvider clock)
{
    public Task<(OpenedProtected? Opened, Http.ProblemResult? Refusal)> RunAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken)
    {
        var (look, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return own.RunAsync<OpenedProtected>(caller, id, async (write, found) =>
        {
            await people.AddLookAsync(write, look, id, caller.Id!.Value, reason, now);
            await log.AddAsync(write, caller, AccessAction.ProtectedOpened, id, found.Own.Board, 1);
            return (new OpenedProtected(found.Person, await people.ContactAsync(write, id), await people.LooksAsync(write, id)), null);
        }, cancellationToken);
    }
}
