using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.ProtectedPeople;

/// <summary>
/// Someone with protected identity asks to be erased, and is answered, where they are handled: the day's cases do not show it and no mail tells of it. Nobody's words are kept,
/// since words say who someone is.
/// </summary>
public sealed class ProtectedErasure(
    OwnProtectedPerson own, ProtectedPersonStore people, ErasureRequestStore requests, AnswerErasure answering, AccessLog log, TimeProvider clock)
{
    /// <summary>Asking once more changes nothing.</summary>
    public Task<(ProtectedPerson? Person, ProblemResult? Refusal)> AskAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var request = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        return own.RunAsync<ProtectedPerson>(caller, id, async (write, found) =>
        {
            if (await requests.StandingAsync(write, id) is null)
            {
                await requests.AddAsync(write, new ErasureRequest(request, id, found.Day.Id, null, now, null, null, null));
                await log.AddAsync(write, caller, AccessAction.ErasureAsked, id, found.Own.Board, 1);
            }

            return (await people.FindAsync(write, id), null);
        }, cancellationToken);
    }

    /// <summary>For good. Whoever answers tells the person.</summary>
    public Task<(ProtectedPerson? Person, ProblemResult? Refusal)> AnswerAsync(Caller caller, Guid id, ErasureOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return own.RunAsync<ProtectedPerson>(caller, id, async (write, found) =>
        {
            if (await requests.LatestAsync(write, id) is not { } request)
            {
                return (null, new ProblemResult(HandleErasure.Unknown));
            }

            if (await answering.RunAsync(write, request, found.Day, outcome, answer: null, now) is { } refusal)
            {
                return (null, new ProblemResult(refusal));
            }

            await log.AddAsync(write, caller, AccessAction.ErasureAnswered, id, found.Own.Board, 1);
            return (await people.FindAsync(write, id), null);
        }, cancellationToken);
    }
}
