using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>Who came or left, when, and the number that makes a second report of it the same.</summary>
/// <param name="Code">As it was scanned; null: <paramref name="RegistrationId"/> says who.</param>
public sealed record CheckInReport(Guid Nonce, string? Code, Guid RegistrationId, DateTimeOffset At);

/// <summary>Checks someone in, or out. The first report of a person counts from its own time, however late it comes.</summary>
public sealed class CheckIn(Database database, AtTheDoor door, CheckInStore checkIns, AccessLog log, TimeProvider clock)
{
    /// <returns>What to say at the door, or why nothing was kept.</returns>
    public async Task<(DoorReply? Reply, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, CheckInKind kind, CheckInReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Guid themeDayId = default;
        var (done, refusal) = await door.RunAsync<DoorReply>(caller, slug, async (write, own, day) =>
        {
            themeDayId = day.Id;
            // Before anything that could refuse it: what has been saved stays so, whatever has become of the day since.
            if (await checkIns.FindEventAsync(write, report.Nonce) is { } reported)
            {
                return reported.Kind == kind && await FindReportedAsync(write, caller, day, report, reported) is { } known
                    ? (DoorReply.Of(known, reported, await checkIns.EventsOfAsync(write, known.Id)), null)
                    : (null, AttendanceProblems.NonceReused);
            }

            if (AtTheDoor.Refuses(day) is { } impossible)
            {
                return (null, impossible);
            }

            var (visitor, unknown) = await FindAsync(write, day, report);
            if (visitor is null)
            {
                return (null, unknown);
            }

            if (StatusRefuses(visitor.Status) is { } refused)
            {
                return (null, refused);
            }

            var events = await checkIns.EventsOfAsync(write, visitor.Id);
            var spans = PresenceSpans.Of(events);
            var was = kind == CheckInKind.In
                // What comes before a known time only moves its beginning.
                ? spans.Any(span => span.Until is not { } until || until >= report.At)
                : spans.Any(span => span.Holds(report.At));
            // Whoever has left already may leave once more: another phone may yet report that the person came back in between.
            if (kind == CheckInKind.Out && !events.Any(happened => happened is { UndoneAt: null, Kind: CheckInKind.In } && happened.At <= report.At))
            {
                return (null, AttendanceProblems.NotIn);
            }

            var happened = new CheckInEvent(report.Nonce, visitor.Id, kind, report.At, CheckInSource.Door, was, caller.Id, now, UndoneAt: null);
            await checkIns.AddAsync(write, happened, day.Id, caller);
            await log.AddAsync(write, caller, kind == CheckInKind.In ? AccessAction.CheckedIn : AccessAction.CheckedOut, visitor.Id, own.Board, 1);
            return (DoorReply.Of(visitor, happened, [.. events, happened]), null);
        }, cancellationToken);
        return done is null ? (null, refusal) : (await CountedAsync(done, themeDayId, cancellationToken), null);
    }

    /// <summary>
    /// Takes back that someone was there, as far as it was whoever reported this event who said so: what another has seen at the same time stays,
    /// and so does what happened after <paramref name="at"/>. What is undone already stays so.
    /// </summary>
    /// <param name="at">When it was decided, which may be long before it was reported.</param>
    public async Task<ProblemResult?> UndoAsync(Caller caller, string slug, Guid checkInId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (_, refusal) = await door.RunAsync<object>(caller, slug, async (write, own, day) =>
        {
            if (await checkIns.FindEventAsync(write, checkInId) is { UndoneAt: null } happened
                && await checkIns.DayOfAsync(write, happened.RegistrationId) == day.Id)
            {
                var events = await checkIns.EventsOfAsync(write, happened.RegistrationId);
                var taken = PresenceSpans.PartsOf(events, happened.At).Where(part => part.Id == happened.Id || (part.ReportedBy == happened.ReportedBy && part.At <= at)).ToList();
                // One end of a meeting's time that is left over would end what another report says.
                foreach (var part in taken.Union(events.Where(other => other.UndoneAt is null && taken.Exists(part => ReportEventId.AreEnds(part, other, events.Count)))))
                {
                    await checkIns.UndoAsync(write, part.Id, now);
                }

                await log.AddAsync(write, caller, AccessAction.CheckInUndone, happened.RegistrationId, own.Board, 1);
            }

            return (day, null);
        }, cancellationToken);
        return refusal;
    }

    /// <summary>The reply with how many are there after it.</summary>
    public async Task<DoorReply> CountedAsync(DoorReply reply, Guid themeDayId, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return reply with { Counts = await checkIns.CountAsync(read, themeDayId) };
    }

    // Whom the nonce is of must be said once more: it is no way to learn of another.
    private async Task<Visitor?> FindReportedAsync(Write write, Caller caller, ThemeDay day, CheckInReport report, CheckInEvent reported)
    {
        IReadOnlyList<Visitor> holders = report.Code is { } code ? await checkIns.FindByCodeAsync(write, code) : [];
        // A code that nobody has any longer has been exchanged with the link.
        var known = holders.Count > 0 ? holders.FirstOrDefault(holder => holder.Id == reported.RegistrationId)
            : report.Code is not null || report.RegistrationId == reported.RegistrationId ? await checkIns.FindReportedAsync(write, reported, caller)
            : null;
        return known?.ThemeDayId == day.Id ? known : null;
    }

    private async Task<(Visitor? Visitor, Problem? Refusal)> FindAsync(Write write, ThemeDay day, CheckInReport report)
    {
        if (report.Code is not { } code)
        {
            return await checkIns.FindAsync(write, report.RegistrationId) is not { } named ? (null, PeopleProblems.UnknownPerson)
                : named.ThemeDayId == day.Id ? (named, null) : (null, AttendanceProblems.WrongDay);
        }

        var holders = await checkIns.FindByCodeAsync(write, code);
        var here = holders.Where(holder => holder.ThemeDayId == day.Id).ToList();
        return here switch
        {
            [var only] => (only, null),
            [] when holders.Count > 0 => (null, AttendanceProblems.WrongDay),
            _ => (null, AttendanceProblems.UnknownCode),
        };
    }

    private static Problem? StatusRefuses(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Cancelled => AttendanceProblems.Cancelled,
        RegistrationStatus.Waitlisted => AttendanceProblems.Waitlisted,
        _ => null,
    };
}
