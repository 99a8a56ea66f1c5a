using System.Runtime.CompilerServices;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;

namespace Temadagar.Exports;

/// <summary>
/// Opens a day's people for an export. The log has its row, with how many people it is, before the first of them is read: what
/// cannot be logged is not exported.
/// </summary>
public sealed class ExportAttendees(Database database, OrganizerDayStore days, AttendeeStore attendees, AccessLog log)
{
    /// <returns>Null where the caller may not see the day's people, or there is no such day.</returns>
    public async Task<AttendeeExport?> OpenAsync(Caller caller, string slug, RegistrationStatus? status, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        OrganizerDay? day;
        int people;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            day = await days.FindVisibleAsync(read, slug, visible);
            people = day is null ? 0 : await attendees.CountAsync(read, day.Id, status, visible);
        }

        if (day is null)
        {
            return null;
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.AttendeesExported, day.Id, day.Board, people), cancellationToken);
        return new AttendeeExport(day, visible.Columns, StreamAsync(day.Id, status, visible, cancellationToken));
    }

    private async IAsyncEnumerable<Attendee> StreamAsync(Guid themeDayId, RegistrationStatus? status, VisiblePeople visible, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        await foreach (var person in attendees.StreamAsync(read, themeDayId, status, visible).WithCancellation(cancellationToken))
        {
            yield return person;
        }
    }
}

/// <param name="Columns">What may be shown of each.</param>
/// <param name="People">Read as they are asked for; once.</param>
public sealed record AttendeeExport(OrganizerDay Day, PersonColumns Columns, IAsyncEnumerable<Attendee> People);
