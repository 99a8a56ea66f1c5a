using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>A line of the list that was ticked by hand.</summary>
public sealed record TickedPerson(Guid RegistrationId, bool Present);

/// <param name="Entered">How many were noted as present now, who were not before.</param>
/// <param name="Undone">How many are not present any more.</param>
public sealed record EnteredView(int Entered, int Undone, AttendanceCounts Counts);

/// <summary>Takes attendance from the list that was ticked at the door: all of it or nothing. Who was ticked was there from the day's beginning.</summary>
public sealed class EnterAttendance(EditOwnDay editing, CheckInStore checkIns, TimeProvider clock)
{
    public async Task<(EnteredView? View, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, IReadOnlyList<TickedPerson> list, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Drawn before the write, which may run more than once.
        var lines = list.Select(line => (line.RegistrationId, line.Present, EventId: Guid.CreateVersion7())).ToList();
        var (entered, undone) = (0, 0);
        return await editing.RunAsync(caller, slug, AccessAction.AttendanceEntered, async (write, day, _) =>
        {
            (entered, undone) = (0, 0);
            if ((AtTheDoor.Refuses(day) ?? (now < Begins(day) ? AttendanceProblems.NotBegun : null)) is { } impossible)
            {
                return Edit.Refused(impossible);
            }

            var people = (await checkIns.OfDayAsync(write, day.Id)).ToDictionary(person => person.Id);
            if (lines.Any(line => !people.TryGetValue(line.RegistrationId, out var person) || (line.Present && person.Status != RegistrationStatus.Confirmed)))
            {
                return Edit.Refused(AttendanceProblems.ListChanged);
            }

            var events = await checkIns.EventsOfDayAsync(write, day.Id);
            foreach (var line in lines)
            {
                var known = events[line.RegistrationId].ToList();
                var attended = known.Exists(happened => happened.Kind == CheckInKind.In);
                if (line.Present && !attended)
                {
                    await checkIns.AddAsync(write, new CheckInEvent(line.EventId, line.RegistrationId, CheckInKind.In, Begins(day), CheckInSource.List, false, null), day.Id, caller, now);
                    entered++;
                }
                else if (!line.Present && attended)
                {
                    foreach (var happened in known)
                    {
                        await checkIns.UndoAsync(write, happened.Id, now);
                    }

                    undone++;
                }
            }

            return entered + undone > 0 ? Edit.Done with { People = entered + undone } : Edit.Unchanged;
        }, async (write, day) => new EnteredView(entered, undone, await checkIns.CountAsync(write, day.Id)), cancellationToken);
    }

    private static DateTimeOffset Begins(ThemeDay day) => day.Start ?? Stockholm.At(day.Date!.Value, TimeOnly.MinValue);
}
