using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>
/// Notes who took part online, out of the report of the meeting: shown before it is kept, and nothing of it is kept if a line is faulty. The
/// same report twice adds nothing; and no report brings back someone who was removed by hand, unless the organizer says so of that person.
/// </summary>
public sealed class ImportReport(Database database, AtTheDoor door, CheckInStore checkIns, ThemeDayStore days, AccessLog log, TimeProvider clock)
{
    private static readonly Text NotYet = new("Rapporten har tider som inte har varit än.", "The report has times that have not been yet.");

    /// <summary>What it would be like, or why it cannot be. The look is in the log, like any at a list of people.</summary>
    public async Task<(ReportView? View, ProblemResult? Refusal)> PreviewAsync(Caller caller, string slug, string report, IReadOnlyCollection<Guid> restore, CancellationToken cancellationToken)
    {
        var (own, refusal) = await door.FindAsync(caller, slug, cancellationToken);
        if (own is null)
        {
            return (null, new ProblemResult(refusal!));
        }

        Outcome outcome;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            outcome = await ReadAsync(read, (await days.FindAsync(read, own.Id))!, caller, report, restore);
        }

        if (outcome.View is { } view)
        {
            await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PeopleListed, own.Id, own.Board, view.Matched.Count), cancellationToken);
        }

        return (outcome.View, outcome.Refusal);
    }

    /// <param name="restore">Of those who were removed by hand, who was there all the same.</param>
    public async Task<(ReportView? View, ProblemResult? Refusal)> KeepAsync(
        Caller caller, string slug, string report, IReadOnlyCollection<Guid> restore, CancellationToken cancellationToken)
    {
        var (outcome, refusal) = await door.RunAsync<Outcome>(caller, slug, async (write, own, day) =>
        {
            var read = await ReadAsync(write, day, caller, report, restore);
            foreach (var happened in read.New)
            {
                await checkIns.AddAsync(write, happened, day.Id, caller);
            }

            if (read.View is { Kept: > 0 } kept)
            {
                await log.AddAsync(write, caller, AccessAction.AttendanceImported, own.Id, own.Board, kept.Kept);
            }

            return (read, null);
        }, cancellationToken);
        return (outcome?.View, refusal ?? outcome?.Refusal);
    }

    private async Task<Outcome> ReadAsync(Session session, ThemeDay day, Caller caller, string report, IReadOnlyCollection<Guid> restore)
    {
        var now = clock.GetUtcNow();
        if (AtTheDoor.RefusesAfterwards(day, now) is { } impossible)
        {
            return Outcome.Refused(new ProblemResult(impossible));
        }

        var faults = new Faults();
        var people = MeetingReport.Read(report, day.Date!.Value, faults);
        if (people.Any(person => person.Spans.Any(span => span.To > now + CheckInInput.Ahead)))
        {
            faults.Add("report", NotYet);
        }

        if (faults.Any)
        {
            return Outcome.Refused(new ProblemResult(Problem.InvalidInput, faults));
        }

        var matches = ReportMatches.Of(people, await checkIns.CandidatesAsync(session, day.Id));
        var events = await checkIns.AllOfDayAsync(session, day.Id);
        var standings = matches.Where(match => match.IsMatched).ToDictionary(match => match.Candidate!.Id, match => StandingOf(match, [.. events[match.Candidate!.Id]], caller, now));
        List<CheckInEvent> kept = [.. standings.Where(one => !one.Value.Undone || restore.Contains(one.Key)).SelectMany(one => one.Value.News)];
        return new Outcome(ReportView.Of(day, matches, standings, kept.Select(happened => happened.RegistrationId).Distinct().Count()), null, kept);
    }

    private static ReportStanding StandingOf(ReportMatch match, IReadOnlyList<CheckInEvent> events, Caller caller, DateTimeOffset now)
    {
        var known = events.ToDictionary(one => one.Id, one => one.UndoneAt is null);
        var news = match.Reported.Spans
            .SelectMany(span => new[] { (Kind: CheckInKind.In, At: span.From), (Kind: CheckInKind.Out, At: span.To) }.Select(end => (end.Kind, end.At, Id: FirstOf(span, end.Kind))))
            .Where(end => !known.ContainsKey(end.Id))
            .Select(end => new CheckInEvent(end.Id, match.Candidate!.Id, end.Kind, end.At, CheckInSource.Report, WasIn: false, caller.Id, now, UndoneAt: null));
        // A slip at the door that was put right there is no word on the meeting, but a report that was contradicted is, and so is a no that still stands.
        var comings = events.Where(happened => happened.Kind == CheckInKind.In).ToLookup(happened => happened.UndoneAt is null);
        var no = comings[false].Where(happened => happened.Source == CheckInSource.Report).Max(happened => happened.UndoneAt);
        // The latest word by hand counts. After a no only restore lets a report add anything.
        var yes = comings[true].Any(happened => happened.Source != CheckInSource.Door && happened.ReportedAt > no);
        return new ReportStanding(comings[true].Any() ? no is not null && !yes : comings[false].Any(), [.. news]);

        // What has been undone stays undone: brought back, it is another event.
        Guid FirstOf(ReportedSpan span, CheckInKind kind)
        {
            for (var round = 0; ; round++)
            {
                var id = ReportEventId.Of(match.Candidate!.Id, kind, span, round);
                if (!known.TryGetValue(id, out var counts) || counts)
                {
                    return id;
                }
            }
        }
    }

    private sealed record Outcome(ReportView? View, ProblemResult? Refusal, IReadOnlyList<CheckInEvent> New)
    {
        public static Outcome Refused(ProblemResult refusal) => new(null, refusal, []);
    }
}
