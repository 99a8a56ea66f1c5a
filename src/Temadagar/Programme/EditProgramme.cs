using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>An organizer edits the programme of an own day: all of it at once, or one session. It is kept whole or not at all.</summary>
public sealed class EditProgramme(Database database, OrganizerDayStore ownDays, ThemeDayStore days, ProgrammeStore programme, MoveProgramme moving, EditOwnDay editing)
{
    public async Task<ProgrammeView?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await ownDays.FindAsync(read, slug, caller.SeenBoard) is { } own ? await ViewAsync(read, caller, own) : null;
    }

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    /// <param name="kept">Which of the sessions must be there already.</param>
    public Task<(ProgrammeView? Programme, ProblemResult? Refusal)> ReplaceAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, IReadOnlyList<SessionPlan> sessions, IReadOnlySet<Guid> kept, CancellationToken cancellationToken) =>
        RunAsync(caller, slug, isCurrent, before =>
            sessions.FirstOrDefault(session => kept.Contains(session.Id) && before.All(one => one.Id != session.Id)) is { } strange
                ? (before, ProgrammeProblems.UnknownId(strange))
                : (sessions, null), cancellationToken);

    public Task<(ProgrammeView? Programme, ProblemResult? Refusal)> AddAsync(Caller caller, string slug, SessionPlan session, CancellationToken cancellationToken) =>
        RunAsync(caller, slug, _ => true, before => before.Count < ProgrammeInput.MaxSessions ? ([.. before, session], null) : (before, ProgrammeProblems.TooManySessions), cancellationToken);

    public Task<(ProgrammeView? Programme, ProblemResult? Refusal)> ChangeAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, SessionPlan session, CancellationToken cancellationToken) =>
        RunAsync(caller, slug, isCurrent, before => Without(before, session.Id) is { } others ? ([.. others, session], null) : (before, ProgrammeProblems.UnknownSession), cancellationToken);

    public Task<(ProgrammeView? Programme, ProblemResult? Refusal)> RemoveAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, Guid id, CancellationToken cancellationToken) =>
        RunAsync(caller, slug, isCurrent, before => Without(before, id) is { } others ? (others, null) : (before, ProgrammeProblems.UnknownSession), cancellationToken);

    private Task<(ProgrammeView? Programme, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, Func<IReadOnlyList<SessionPlan>, (IReadOnlyList<SessionPlan> After, Problem? Refusal)> change,
        CancellationToken cancellationToken) =>
        editing.RunAsync(caller, slug, AccessAction.ProgrammeChanged, async (write, day, _) =>
        {
            await programme.LockAllAsync(write);
            if (!isCurrent(await programme.VersionAsync(write, day.Id)))
            {
                return Edit.Refused(Versions.Stale);
            }

            var before = await programme.PlanAsync(write, day.Id);
            var (after, refusal) = change(before);
            refusal ??= await RefusalAsync(write, caller, day, after);
            if (refusal is not null)
            {
                return Edit.Refused(refusal);
            }

            await programme.ReplaceAsync(write, day.Id, before, after);
            return Edit.Done;
        }, (write, own) => ViewAsync(write, caller, own), cancellationToken);

    /// <summary>Why a day cannot have that programme, or null.</summary>
    public async Task<Problem?> RefusalAsync(Session session, Caller caller, ThemeDay day, IReadOnlyList<SessionPlan> sessions)
    {
        var known = (await programme.ChoicesAsync(session, day.Id, caller.SeenBoard)).Select(speaker => speaker.Id).ToHashSet();
        return sessions.FirstOrDefault(one => !known.IsSupersetOf(one.Speakers)) is { } strange
            ? ProgrammeProblems.UnknownSpeaker(strange)
            : await moving.RefusalAsync(session, caller, day.Id, day.CancelledAt is null ? day.Date : null, new DayHours(day.StartsAt, day.EndsAt), sessions);
    }

    private async Task<ProgrammeView> ViewAsync(Session session, Caller caller, OrganizerDay own) => ProgrammeView.Of(
        (await days.FindAsync(session, own.Id))!,
        await programme.VersionAsync(session, own.Id),
        await programme.PlanAsync(session, own.Id),
        (await programme.ChoicesAsync(session, own.Id, caller.SeenBoard)).OrderBy(speaker => SwedishOrder.Key(speaker.Name), StringComparer.Ordinal));

    private static List<SessionPlan>? Without(IReadOnlyList<SessionPlan> sessions, Guid id)
    {
        var others = sessions.Where(session => session.Id != id).ToList();
        return others.Count < sessions.Count ? others : null;
    }
}
