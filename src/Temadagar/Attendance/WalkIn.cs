using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Attendance;

/// <summary>Registers someone who came without having registered, and checks them in: both or neither.</summary>
public sealed class WalkIn(Database database, AtTheDoor door, CheckIn checkIn, CheckInStore checkIns, RegisterByTelephone register, AccessLog log, TimeProvider clock)
{
    // A receipt drawn twice, or one walk-in reported twice at once: each is rare, and a second try settles it.
    private const int Tries = 5;

    public async Task<(DoorReply? Reply, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, WalkInReport came, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (ids, now) = (NewRegistration.Draw(), clock.GetUtcNow());
                Guid themeDayId = default;
                var (done, refusal) = await door.RunAsync<DoorReply>(caller, slug, async (write, own, day) =>
                {
                    themeDayId = day.Id;
                    if (await checkIns.FindEventAsync(write, came.Nonce) is { } reported)
                    {
                        return await FindReportedAsync(write, caller, day.Id, came, reported) is { } known
                            ? (DoorReply.Of(known, reported, await checkIns.EventsOfAsync(write, known.Id)), null)
                            : (null, AttendanceProblems.NonceReused);
                    }

                    if (AtTheDoor.Refuses(day) is { } impossible)
                    {
                        return (null, impossible);
                    }

                    var (registration, _, refused) = await register.AddAsync(write, caller, own, came.Wanted, ids, came.At);
                    if (registration is null)
                    {
                        return (null, refused);
                    }

                    var happened = new CheckInEvent(came.Nonce, registration.Id, CheckInKind.In, came.At, CheckInSource.Door, WasIn: false, caller.Id, now, UndoneAt: null);
                    await checkIns.AddAsync(write, happened, day.Id, caller);
                    await log.AddAsync(write, caller, AccessAction.CheckedIn, registration.Id, own.Board, 1);
                    var visitor = (await checkIns.FindAsync(write, registration.Id))!;
                    return (DoorReply.Of(visitor, happened, [happened]), null);
                }, cancellationToken);
                return done is null ? (null, refusal) : (await checkIn.CountedAsync(done, themeDayId, cancellationToken), null);
            }
            catch (Exception exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
            }
        }
    }

    // The same person by name, or one's own walk-in, whose name may have been corrected since: a nonce is no way to learn of another.
    private async Task<Visitor?> FindReportedAsync(Write write, Caller caller, Guid themeDayId, WalkInReport came, CheckInEvent reported) =>
        await checkIns.FindReportedAsync(write, reported, caller) is { } known && known.ThemeDayId == themeDayId
            && ((known.FirstName, known.LastName) == (came.Wanted.Person.FirstName, came.Wanted.Person.LastName)
                || (reported.ReportedBy == caller.Id && await checkIns.IsWalkInAsync(write, reported.Id)))
            ? known : null;
}
