using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;

namespace Temadagar.Erasure;

/// <summary>The cases of a day of one's own. Each look at them is in the log before it is shown, and so is each answer.</summary>
public sealed class HandleErasure(
    LookAtOwnDay looking, EditOwnDay editing, ErasureRequestStore requests, RegistrationStore registrations, AnswerErasure answering, TimeProvider clock)
{
    public static readonly Problem Unknown = new("unknown-erasure-request", 404,
        new("Begäran finns inte", "There is no such request"),
        new("Ingen på temadagen har begärt det. Inget har ändrats.", "Nobody of the theme day has asked for it. Nothing was changed."));

    /// <returns>Null where the day is not the caller's.</returns>
    public Task<IReadOnlyList<ErasureCase>?> ListAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        looking.RunAsync(caller, slug, AccessAction.ErasureRequestsListed, async (read, own) =>
        {
            var cases = await requests.OfDayAsync(read, own.Id);
            return (cases, (int?)cases.Count);
        }, cancellationToken);

    /// <summary>Answers one, for good; the person is told by mail, or by whoever answers where there is no address. Who is to be erased loses the place, or the wait for one, at once; the rest is <see cref="EraseRequested"/>'s.</summary>
    public Task<(IReadOnlyList<ErasureCase>? Cases, ProblemResult? Refusal)> AnswerAsync(
        Caller caller, string slug, Guid id, ErasureOutcome outcome, string answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return editing.RunAsync(caller, slug, AccessAction.ErasureAnswered, async (write, day, _) =>
        {
            if (await requests.FindAsync(write, id) is not { } request || request.ThemeDayId != day.Id || await registrations.IsProtectedAsync(write, request.RegistrationId))
            {
                return Edit.Refused(Unknown);
            }

            return await answering.RunAsync(write, request, day, outcome, answer, now) is { } refusal ? Edit.Refused(refusal) : new Edit(true, People: 1);
        }, (session, own) => requests.OfDayAsync(session, own.Id), cancellationToken);
    }
}
