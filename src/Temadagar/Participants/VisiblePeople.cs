using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>
/// The one rule of who may see whom: a caller's role and board in, the boards whose people it may see out. Every list, search and
/// export of people goes through it; what it does not allow is not there (404), so that nobody learns of another board's days' people.
/// </summary>
/// <param name="Board">The slug of the one board; null: all boards.</param>
public sealed record VisiblePeople(string? Board)
{
    /// <returns>Null where the role sees no people: a reader sees figures, a steward the list at the door of a given day.</returns>
    public static VisiblePeople? Of(Caller caller) => caller.Role switch
    {
        Role.Administrator => new VisiblePeople((string?)null),
        Role.Organizer => new VisiblePeople(caller.Board ?? throw new InvalidOperationException("An organizer belongs to a board.")),
        _ => null,
    };
}
