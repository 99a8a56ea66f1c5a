using System.Buffers.Binary;
using System.Security.Cryptography;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>
/// Notes who took part online, out of the report of the meeting: shown before it is kept, and nothing of it is kept if a line is faulty. The
/// same report twice adds nothing, nor does it bring back what was undone.
/// </summary>
public sealed class ImportReport(Database database, AtTheDoor door, CheckInStore checkIns, ThemeDayStore days, AccessLog log, TimeProvider clock)
{
    private static readonly Text NotYet = new("Rapporten har tider som inte har varit än.", "The report has times that have not been yet.");

    /// <summary>What it would be like, or why it cannot be. The look is in the log, like any at a list of people.</summary>
    public async Task<(ReportView? View, ProblemResult? Refusal)> PreviewAsync(Caller caller, string slug, string report, CancellationToken cancellationToken)
    {
        var (own, refusal) = await door.FindAsync(caller, slug, cancellationToken);
        if (own is null)
        {
            return (null, new ProblemResult(refusal!));
        }

        Outcome outcome;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            outcome = await ReadAsync(read, (await days.FindAsync(read, own.Id))!, caller, report);
        }

        if (outcome.View is { } view)
        {
            await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PeopleListed, own.Id, own.Board, view.Matched.Count), cancellationToken);
        }

        return (outcome.View, outcome.Refusal);
    }

    public async Task<(ReportView? View, ProblemResult? Refusal)> KeepAsync(Caller caller, string slug, string report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (outcome, refusal) = await door.RunAsync<Outcome>(caller, slug, async (write, own, day) =>
        {
            var read = await ReadAsync(write, day, caller, report);
            foreach (var happened in read.New)
            {
                await checkIns.AddAsync(write, happened, day.Id, caller, now);
            }

            if (read.View is { Kept: > 0 } kept)
            {
                await log.AddAsync(write, caller, AccessAction.AttendanceImported, own.Id, own.Board, kept.Kept);
            }

            return (read, null);
        }, cancellationToken);
        return (outcome?.View, refusal ?? outcome?.Refusal);
    }

    private async Task<Outcome> ReadAsync(Session session, ThemeDay day, Caller caller, string report)
    {
        var now = clock.GetUtcNow();
        if (AtTheDoor.RefusesAfterwards(day, now) is { } impossible)
        {
            return Outcome.Refused(new ProblemResult(impossible));
        }

        var faults = new Faults();
        var people = MeetingReport.Read(report, day.Date!.Value, faults);
        if (people.Any(person => person.Spans.Any(span => span.From > now + CheckInInput.Ahead)))
        {
            faults.Add("report", NotYet);
        }

        if (faults.Any)
        {
            return Outcome.Refused(new ProblemResult(Problem.InvalidInput, faults));
        }

        var matches = ReportMatches.Of(people, await checkIns.CandidatesAsync(session, day.Id));
        var known = (await checkIns.ReportedAsync(session, day.Id)).ToDictionary(one => one.Id);
        List<CheckInEvent> news = [.. matches.Where(match => match.IsMatched).SelectMany(match => EventsOf(match, caller)).Where(happened => !known.ContainsKey(happened.Id))];
        var undone = known.Values.Where(one => one.UndoneAt is not null).Select(one => one.RegistrationId).ToHashSet();
        return new Outcome(ReportView.Of(day, matches, undone, news.Select(happened => happened.RegistrationId).Distinct().Count()), null, news);
    }

    private static IEnumerable<CheckInEvent> EventsOf(ReportMatch match, Caller caller) =>
        match.Reported.Spans.SelectMany(span => new[] { (Kind: CheckInKind.In, At: span.From), (Kind: CheckInKind.Out, At: span.To) }.Select(end => new CheckInEvent(
            IdOf(match.Candidate!.Id, end.Kind, span), match.Candidate.Id, end.Kind, end.At, CheckInSource.Report, WasIn: false, caller.Id, UndoneAt: null)));

    // Of what it says, both ends of it, so that the same report gives the same ids and a fuller one others (RFC 9562, version 8).
    private static Guid IdOf(Guid registrationId, CheckInKind kind, ReportedSpan span)
    {
        Span<byte> said = stackalloc byte[16 + 1 + 8 + 8];
        registrationId.TryWriteBytes(said, bigEndian: true, out _);
        said[16] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(said[17..], span.From.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(said[25..], span.To.UtcTicks);
        var id = SHA256.HashData(said).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    private sealed record Outcome(ReportView? View, ProblemResult? Refusal, IReadOnlyList<CheckInEvent> New)
    {
        public static Outcome Refused(ProblemResult refusal) => new(null, refusal, []);
    }
}
