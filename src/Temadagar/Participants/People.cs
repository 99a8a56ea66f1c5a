using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>A day's people, as far as the caller sees them. Each look at them is in the log before it is shown.</summary>
public sealed class People(Database database, OrganizerDayStore days, AttendeeStore attendees, AttendeeCursor cursors, AccessLog log)
{
    /// <returns>Null where the caller does not see the day's people, or there is no such day.</returns>
    /// <param name="cursor">Where the page before ended; null: the first page.</param>
    /// <exception cref="UnknownCursorException">The cursor is of no page of this list.</exception>
    public async Task<(PersonColumns Columns, IReadOnlyList<Attendee> People, string? Cursor)?> ListAsync(
        Caller caller, string slug, AttendeePage page, string? cursor, CancellationToken cancellationToken)
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

            // One more than asked for tells whether there are more; it is not shown, and not counted as seen.
            var after = cursor is null ? null : cursors.Read(day.Id, page.Sort, cursor);
            people = await attendees.PageAsync(read, day.Id, visible, page with { After = after, Take = page.Take + 1 });
            more = people.Count > page.Take;
            people = more ? [.. people.Take(page.Take)] : people;
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.PeopleListed, day.Id, day.Board, people.Count), cancellationToken);
        return (visible.Columns, people, more ? cursors.Write(day.Id, page.Sort, people[^1]) : null);
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

    /// <summary>As <see cref="FindAsync"/>, of someone whom the caller may change too.</summary>
    public async Task<(OpenedPerson? Opened, Problem? Refusal)> FindToChangeAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, cancellationToken) is not { } opened ? (null, PeopleProblems.UnknownPerson)
        : VisiblePeople.MayChange(caller, opened.Day.Board) ? (opened, null)
        : (null, PeopleProblems.NotOwnDay);
}

public sealed record OpenedPerson(OrganizerDay Day, Attendee Person);
