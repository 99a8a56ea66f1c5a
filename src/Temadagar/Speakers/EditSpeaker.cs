using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Speakers;

/// <summary>
/// Every edit by an organizer goes through here: the speaker is one that the caller sees, the row is held from the first statement to the
/// commit, and the log has its row in the same write; where nothing was changed it has none. Another board's speaker is not there.
/// </summary>
public sealed class EditSpeaker(Database database, SpeakerStore speakers, SeenSpeakerStore seen, BoardStore boards, AccessLog log)
{
    public async Task<OrganizerSpeakerView?> FindAsync(Session session, Caller caller, Guid id) =>
        await seen.IsSeenAsync(session, id, caller.SeenBoard) && await speakers.FindAsync(session, id) is { } speaker
            ? OrganizerSpeakerView.Of(
                speaker,
                speaker.BoardId is { } boardId ? (await boards.FindAsync(session, boardId))!.Slug : null,
                await speakers.FindCorrectionAsync(session, id),
                await seen.DaysOfAsync(session, id, caller.SeenBoard))
            : null;

    /// <param name="isCurrent">Whether a version is the one that the caller has seen; null: any will do.</param>
    /// <param name="edit">Refuses before it changes anything. It may run more than once.</param>
    /// <returns>The speaker afterwards (null where the edit removed it), or why all was left as it was.</returns>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> RunAsync(
        Caller caller, Guid id, Func<int, bool>? isCurrent, AccessAction action, Func<Write, Speaker, Task<Problem?>> edit, CancellationToken cancellationToken) =>
        database.WriteAsync<(OrganizerSpeakerView?, ProblemResult?)>(async write =>
        {
            await speakers.LockAsync(write, id);
            if (await FindAsync(write, caller, id) is not { } before || await speakers.FindAsync(write, id) is not { } speaker)
            {
                return (null, new ProblemResult(SpeakerProblems.Unknown));
            }

            if (isCurrent is not null && !isCurrent(speaker.Version))
            {
                return (null, new ProblemResult(Versions.Stale));
            }

            if (await edit(write, speaker) is { } refusal)
            {
                return (null, new ProblemResult(refusal));
            }

            var after = await FindAsync(write, caller, id);
            if ((after?.Version, after?.Correction?.Id) != (before.Version, before.Correction?.Id))
            {
                await log.AddAsync(write, caller, action, id, (after ?? before).Board);
            }

            return (after, null);
        }, cancellationToken);
}
