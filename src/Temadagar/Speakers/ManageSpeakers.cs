using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Series;
using Temadagar.ThemeDays;

namespace Temadagar.Speakers;

/// <summary>An organizer adds, changes and removes speakers.</summary>
public sealed class ManageSpeakers(
    Database database, SpeakerStore speakers, SeenSpeakerStore seen, EditSpeaker editing, ChangeSpeaker change, SeriesStore series, BoardStore boards, AccessLog log,
    TimeProvider clock)
{
    /// <returns>The new speaker, or why it was not added.</returns>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> AddAsync(Caller caller, SpeakerPlan plan, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return database.WriteAsync<(OrganizerSpeakerView?, ProblemResult?)>(async write =>
        {
            if (await series.FindAsync(write) is not { } one)
            {
                return (null, new ProblemResult(SpeakerProblems.NoSeries));
            }

            await speakers.LockSeriesAsync(write, one.Id);
            // Where nothing is said of it, it is the caller's board's.
            var own = caller.SeenBoard is { } slug ? (await boards.ListAsync(write)).FirstOrDefault(board => board.Slug == slug)?.Id : null;
            var speaker = plan.On(new Speaker { Id = id, SeriesId = one.Id, BoardId = own, Name = plan.Name, Email = plan.Email.Address }, now);
            if (speaker.BoardId is { } board && !await boards.HoldAsync(write, board))
            {
                return (null, new ProblemResult(Problem.InvalidInput, Board.Gone()));
            }

            if (await IsTakenAsync(write, caller, speaker, plan.Email))
            {
                return (null, new ProblemResult(SpeakerProblems.Exists));
            }

            await speakers.AddAsync(write, speaker);
            var view = (await editing.FindAsync(write, caller, id))!;
            await log.AddAsync(write, caller, AccessAction.SpeakerAdded, id, view.Board);
            return (view, null);
        }, cancellationToken);
    }

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> ChangeAsync(
        Caller caller, Guid id, Func<int, bool> isCurrent, SpeakerPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return editing.RunAsync(caller, id, isCurrent, AccessAction.SpeakerChanged, async (write, before) =>
        {
            var after = plan.On(before, now);
            var moved = !string.Equals(plan.Email.Address, before.Email, StringComparison.OrdinalIgnoreCase);
            if (moved || after.BoardId != before.BoardId)
            {
                await speakers.LockSeriesAsync(write, before.SeriesId);
                if (await IsTakenAsync(write, caller, after, plan.Email))
                {
                    return SpeakerProblems.Exists;
                }
            }

            if (after.BoardId is { } board && board != before.BoardId && !await boards.HoldAsync(write, board))
            {
                // The board has been removed.
                return Versions.Stale;
            }

            if (after.BoardId is { } boardId && boardId != before.BoardId && await speakers.IsBusyElsewhereAsync(write, id, boardId))
            {
                return SpeakerProblems.InAnothersProgramme;
            }

            if (moved)
            {
                await speakers.CloseLinksAsync(write, id);
            }

            await change.RunAsync(write, before, after);
            return null;
        }, cancellationToken);
    }

    // Every board sees a speaker of the series: none of theirs may have the address.
    private Task<bool> IsTakenAsync(Write write, Caller caller, Speaker speaker, EmailAddress email) =>
        seen.HasAddressAsync(write, email.Normalized, speaker.Id, speaker.BoardId is null ? null : caller.SeenBoard);

    /// <returns>Why the speaker was kept; null: removed.</returns>
    public async Task<ProblemResult?> RemoveAsync(Caller caller, Guid id, Func<int, bool>? isCurrent, CancellationToken cancellationToken) =>
        (await editing.RunAsync(caller, id, isCurrent, AccessAction.SpeakerRemoved, async (write, speaker) =>
        {
            // A programme that takes the speaker at the same moment holds the same row (ProgrammeStore.LockAllAsync).
            await speakers.LockSeriesAsync(write, speaker.SeriesId);
            if (await speakers.IsBusyAsync(write, id, Stockholm.Today(clock)))
            {
                return SpeakerProblems.InProgramme;
            }

            await speakers.RemoveAsync(write, id);
            return null;
        }, cancellationToken)).Refusal;
}
