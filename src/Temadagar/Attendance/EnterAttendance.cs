using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.Attendance;

/// <summary>Whether someone on the paper list was there.</summary>
/// <param name="EventId">Of the event that says so, where one is needed.</param>
public sealed record AttendanceEntry(Guid RegistrationId, bool Present, Guid EventId);

/// <summary>Enters who was there from a list that was ticked by hand: all of it, or nothing. What is as it says already stays as it is.</summary>
public sealed class EnterAttendance(AtTheDoor door, CheckInStore checkIns, RegistrationStore registrations, AccessLog log, TimeProvider clock)
{
    public const int MaxEntries = 500;

    private const int NamedByThemselves = 20;

    private static readonly Text TooFew = new("Skicka minst en person.", "Send at least one person.");
    private static readonly Text TooMany = new($"Skicka högst {MaxEntries} personer åt gången.", $"Send at most {MaxEntries} people at a time.");
    private static readonly Text Twice = new("Personen finns två gånger.", "The person is there twice.");
    private static readonly Text NotSaid = new("Ange om personen var där: true eller false.", "Say whether the person was there: true or false.");
    private static readonly Text NotHere = new("Personen är inte anmäld till temadagen.", "The person is not registered for the theme day.");
    private static readonly Text NoPlace = new("Personen har ingen bekräftad plats.", "The person has no confirmed place.");

    public static IReadOnlyList<AttendanceEntry> Read(JsonFields fields)
    {
        var seen = new HashSet<Guid>();
        var entries = fields.Objects("people", 1, MaxEntries, TooFew, TooMany, person =>
        {
            var id = person.Id("registrationId");
            if (id != Guid.Empty && !seen.Add(id))
            {
                person.Fault("registrationId", Twice);
            }

            // To leave it out must not undo anything.
            if (!person.Has("present"))
            {
                person.Fault("present", NotSaid);
            }

            return new AttendanceEntry(id, person.Flag("present"), Guid.CreateVersion7());
        });
        fields.RefuseOthers();
        return entries;
    }

    /// <returns>How many were there by now, or why nothing was kept.</returns>
    public async Task<(AttendanceCounts? Counts, ProblemResult? Refusal)> RunAsync(
        Caller caller, string slug, IReadOnlyList<AttendanceEntry> entries, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (done, refusal) = await door.RunAsync<Entered>(caller, slug, async (write, own, day) =>
        {
            if (AtTheDoor.RefusesAfterwards(day, now) is { } impossible)
            {
                return (null, impossible);
            }

            var faults = new Faults();
            var changes = new List<(AttendanceEntry Entry, IReadOnlyList<CheckInEvent> Counted)>();
            foreach (var (index, entry) in entries.Index())
            {
                var person = await checkIns.FindAsync(write, entry.RegistrationId, caller.HandlesProtected) is { } found && found.ThemeDayId == day.Id ? found : null;
                if (person is null || (entry.Present && person.Status != RegistrationStatus.Confirmed))
                {
                    faults.Add($"people[{index}].registrationId", person is null ? NotHere : NoPlace);
                    continue;
                }

                List<CheckInEvent> counted = [.. (await checkIns.EventsOfAsync(write, person.Id)).Where(happened => happened.UndoneAt is null)];
                if (entry.Present != counted.Exists(happened => happened.Kind == CheckInKind.In))
                {
                    changes.Add((entry, counted));
                }
            }

            if (faults.Any)
            {
                return (new Entered(faults, null), null);
            }

            foreach (var (entry, counted) in changes)
            {
                // Of someone who comes, what counts is check-outs that an undo has left over: they would end the day early.
                foreach (var happened in counted)
                {
                    await checkIns.UndoAsync(write, happened.Id, now);
                }

                if (entry.Present)
                {
                    var came = new CheckInEvent(entry.EventId, entry.RegistrationId, CheckInKind.In, day.Begins!.Value, CheckInSource.List, WasIn: false, caller.Id, now, UndoneAt: null);
                    await checkIns.AddAsync(write, came, day.Id, caller);
                    continue;
                }

                await log.AddAsync(write, caller, AccessAction.CheckInUndone, entry.RegistrationId, own.Board, 1);
            }

            // Of a few it is told to each of them, and so it is to whoever has a protected identity: no row of the day is theirs.
            if (changes.Count > NamedByThemselves)
            {
                await log.AddAsync(write, caller, AccessAction.AttendanceEntered, day.Id, own.Board, changes.Count);
            }

            foreach (var (entry, _) in changes.Where(change => change.Entry.Present))
            {
                if (changes.Count <= NamedByThemselves || (caller.HandlesProtected && await registrations.IsProtectedAsync(write, entry.RegistrationId)))
                {
                    await log.AddAsync(write, caller, AccessAction.AttendanceEntered, entry.RegistrationId, own.Board, 1);
                }
            }

            return (new Entered(faults, await checkIns.CountAsync(write, day.Id)), null);
        }, cancellationToken);
        return done is null ? (null, refusal)
            : done.Counts is null ? (null, new ProblemResult(Problem.InvalidInput, done.Faults))
            : (done.Counts, null);
    }

    private sealed record Entered(Faults Faults, AttendanceCounts? Counts);
}
