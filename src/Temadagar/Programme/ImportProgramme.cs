using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Programme;

/// <summary>A programme pasted in: shown before it is kept, and nothing of it is kept if a line is faulty.</summary>
public sealed class ImportProgramme(Database database, OrganizerDayStore ownDays, ThemeDayStore days, ProgrammeStore programme, EditProgramme editing)
{
    /// <summary>What it would be like, or why it cannot be.</summary>
    public async Task<(PastedProgrammeView? View, ProblemResult? Refusal)> PreviewAsync(Caller caller, string slug, string csv, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await ReadAsync(read, caller, slug, csv) is not { } pasted)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        if (pasted.Faults.Any)
        {
            return (null, new ProblemResult(Problem.InvalidInput, pasted.Faults));
        }

        var sessions = pasted.Sessions.Select(one => one.Session).ToList();
        return await editing.RefusalAsync(read, caller, (await days.FindAsync(read, pasted.Day.Id))!, sessions) is { } refusal
            ? (null, new ProblemResult(refusal))
            : (PastedProgrammeView.Of(pasted.Sessions, pasted.Before, pasted.Speakers, pasted.Version), null);
    }

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    public async Task<(ProgrammeView? Programme, ProblemResult? Refusal)> KeepAsync(
        Caller caller, string slug, Func<int, bool> isCurrent, string csv, CancellationToken cancellationToken)
    {
        Pasted? pasted;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            pasted = await ReadAsync(read, caller, slug, csv);
        }

        if (pasted is null)
        {
            return (null, new ProblemResult(EditOwnDay.Unknown));
        }

        if (pasted.Faults.Any)
        {
            return (null, new ProblemResult(Problem.InvalidInput, pasted.Faults));
        }

        // What the lines were matched with is the version that was read: another is stale.
        return await editing.ReplaceAsync(
            caller, slug, version => version == pasted.Version && isCurrent(version), [.. pasted.Sessions.Select(one => one.Session)], new HashSet<Guid>(), cancellationToken);
    }

    private async Task<Pasted?> ReadAsync(Read read, Caller caller, string slug, string csv)
    {
        if (await ownDays.FindAsync(read, slug, caller.SeenBoard) is not { } day)
        {
            return null;
        }

        var version = await programme.VersionAsync(read, day.Id);
        var speakers = await programme.ChoicesAsync(read, day.Id, caller.SeenBoard);
        var before = await programme.PlanAsync(read, day.Id);
        var faults = new Faults();
        return new Pasted(day, version, speakers, before, ProgrammeCsv.Read(csv, speakers, before, faults), faults);
    }

    private sealed record Pasted(
        OrganizerDay Day, int Version, IReadOnlyList<SpeakerChoice> Speakers, IReadOnlyList<SessionPlan> Before, IReadOnlyList<PastedSession> Sessions, Faults Faults);
}
