using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.ProtectedPeople;

/// <summary>Whoever handles someone with protected identity writes down that they ask to be erased. It is answered where they are handled: the day's cases do not show it.</summary>
public sealed class ProtectedErasureWish(OwnProtectedPerson own, ProtectedPersonStore people, AskErasure ask, AccessLog log)
{
    public async Task<(ProtectedPerson? Person, ProblemResult? Refusal)> RunAsync(Caller caller, Guid id, string? message, CancellationToken cancellationToken)
    {
        var (found, refusal) = await own.RunAsync<FoundProtected>(caller, id, (_, found) => Task.FromResult<(FoundProtected?, ProblemResult?)>((found, null)), cancellationToken);
        if (found is null)
        {
            return (null, refusal);
        }

        await ask.RunAsync(found.Registration, message, cancellationToken, write => log.AddAsync(write, caller, AccessAction.ErasureAsked, id, found.Own.Board, 1));
        return await own.RunAsync<ProtectedPerson>(caller, id, async (write, _) => (await people.FindAsync(write, id), null), cancellationToken);
    }
}
