using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>
/// The one rule of who may see whom, and how much of them: role and board in, rows and columns out. Every list, search and export of
/// people goes through it (the rows by <see cref="OrganizerDayStore.FindVisibleAsync"/> and <see cref="AttendeeStore"/>). What it does
/// not allow is not there (404), so that nobody learns of another board's days' people.
/// </summary>
/// <param name="Board">The slug of the board whose days' people are seen, and those of days shared with it; null: all.</param>
/// <param name="StewardId">The steward who sees the given days' people only; null for any other.</param>
/// <param name="Columns">What is shown of each.</param>
/// <param name="Protected">Whether people with protected identity (skyddade personuppgifter) are among them: in no list, so never yet.</param>
public sealed record VisiblePeople(string? Board, Guid? StewardId, PersonColumns Columns, bool Protected)
{
    /// <returns>Null where the role sees no people: a reader sees figures.</returns>
    public static VisiblePeople? Of(Caller caller) => caller.Role switch
    {
        Role.Administrator => new VisiblePeople(null, null, PersonColumns.All, Protected: false),
        Role.Organizer => new VisiblePeople(caller.SeenBoard, null, PersonColumns.All, Protected: false),
        Role.Steward => new VisiblePeople(caller.SeenBoard, caller.Id, PersonColumns.AtTheDoor, Protected: false),
        _ => null,
    };

    /// <summary>Whether a search asks the receipt too: it tells nothing of what is not shown.</summary>
    public bool ByReceipt => Columns == PersonColumns.All;

    /// <summary>What a list may be put in order by, for the same reason.</summary>
    public IReadOnlyList<AttendeeSort> Sorts => Columns == PersonColumns.All ? Enum.GetValues<AttendeeSort>() : [AttendeeSort.Name, AttendeeSort.Organization];

    /// <summary>The board whose days one may change, and correct the people of: the own one's, never a shared one's.</summary>
    /// <returns>False for roles that change nothing.</returns>
    public static bool MayChange(Caller caller, string? board) =>
        caller.Role == Role.Administrator || (caller.Role == Role.Organizer && caller.SeenBoard == board);
}

public enum PersonColumns
{
    All,

    /// <summary>Name, organization and status, nothing else.</summary>
    AtTheDoor,
}
