using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>A day's people, as far as the caller sees them. Each look at them is in the log before it is shown.</summary>
public sealed class People(Database database, OrganizerDayStore days, AttendeeStore attendees, AccessLog log)
{
    /// <returns>Null where the caller does not see the day's people, or there is no such day.</returns>
    /// <exception cref="UnknownCursorException">The last person of the page before is not on the day any more.</exception>
    public async Task<(PersonColumns Columns, IReadOnlyList<Attendee> People, bool More)?> ListAsync(
        Caller caller, string slug, Func<AttendeePlace?, AttendeePage> page, Guid? after, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        OrganizerDay? day;
        IReadOnlyList<Attendee> people;
        bool more;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            day = await days.FindVisibleAsync(read, slug, visible);
            if (day is null)
            {
                return null;
            }

            var place = after is { } id ? await attendees.PlaceAsync(read, day.Id, id, visible) ?? throw new UnknownCursorException() : null;
            // One more than asked for tells whether there are more; it is not shown, and not counted as seen.
            var asked = page(place);
            people = await attendees.PageAsync(read, day.Id, visible, asked with { Take = asked.Take + 1 });
            more = people.Count > asked.Take;
            people = more ? [.. people.Take(asked.Take)] : people;
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PeopleListed, day.Id, day.Board, people.Count), cancellationToken);
        return (visible.Columns, people, more);
    }

    /// <summary>One person, for the caller to look at.</summary>
    public async Task<OpenedPerson?> OpenAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { } found)
        {
            return null;
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PersonOpened, id, found.Day.Board, 1), cancellationToken);
        return found;
    }

    /// <summary>One person, for the program to work on: nothing of them is shown, so nothing is logged.</summary>
    public async Task<OpenedPerson?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (VisiblePeople.Of(caller) is not { } visible)
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await attendees.SlugOfAsync(read, id) is { } slug
            && await days.FindVisibleAsync(read, slug, visible) is { } day
            && await attendees.FindAsync(read, id, visible) is { } person
            ? new OpenedPerson(day, person)
            : null;
    }
}

public sealed record OpenedPerson(OrganizerDay Day, Attendee Person);

public sealed class UnknownCursorException : Exception;
