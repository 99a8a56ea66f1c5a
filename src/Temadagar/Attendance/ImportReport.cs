using System.Buffers.Binary;
using System.Security.Cryptography;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>
/// Notes who took part online, out of the report of the meeting: shown before it is kept, and nothing of it is kept if a line is faulty. The
/// same report twice adds nothing, nor does it bring back what was undone.
/// </summary>
public sealed class ImportReport(Database database, AtTheDoor door, CheckInStore checkIns, ThemeDayStore days, AccessLog log, TimeProvider clock)
{
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
            outcome = await ReadAsync(read, (await days.FindAsync(read, own.Id))!, report);
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
            var read = await ReadAsync(write, day, report);
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

    private async Task<Outcome> ReadAsync(Session session, ThemeDay day, string report)
    {
        if (AtTheDoor.RefusesAfterwards(day, clock.GetUtcNow()) is { } impossible)
        {
            return Outcome.Refused(new ProblemResult(impossible));
        }

        var faults = new Faults();
        var people = MeetingReport.Read(report, day.Date!.Value, faults);
        if (faults.Any)
        {
            return Outcome.Refused(new ProblemResult(Problem.InvalidInput, faults));
        }

        var matches = ReportMatches.Of(people, await checkIns.CandidatesAsync(session, day.Id));
        var news = new List<CheckInEvent>();
        foreach (var happened in matches.Where(match => match.IsMatched).SelectMany(EventsOf))
        {
            if (await checkIns.FindEventAsync(session, happened.Id) is null)
            {
                news.Add(happened);
            }
        }

        return new Outcome(ReportView.Of(day, matches, news.Select(happened => happened.RegistrationId).Distinct().Count()), null, news);
    }

    private static IEnumerable<CheckInEvent> EventsOf(ReportMatch match)
    {
        foreach (var span in match.Reported.Spans)
        {
            yield return EventOf(match.Candidate!.Id, CheckInKind.In, span.From);
            if (span.To is { } to)
            {
                yield return EventOf(match.Candidate.Id, CheckInKind.Out, to);
            }
        }
    }

    private static CheckInEvent EventOf(Guid registrationId, CheckInKind kind, DateTimeOffset at) =>
        new(IdOf(registrationId, kind, at), registrationId, kind, at, CheckInSource.Report, WasIn: false, UndoneAt: null);

    // Of what it says, so that the same report gives the same ids (RFC 9562, version 8).
    private static Guid IdOf(Guid registrationId, CheckInKind kind, DateTimeOffset at)
    {
        Span<byte> said = stackalloc byte[16 + 1 + 8];
        registrationId.TryWriteBytes(said, bigEndian: true, out _);
        said[16] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(said[17..], at.UtcTicks);
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
