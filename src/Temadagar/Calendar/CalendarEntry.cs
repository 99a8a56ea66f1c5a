namespace Temadagar.Calendar;

/// <summary>What a calendar message does (iTIP, RFC 5546, 3.2).</summary>
public enum CalendarMethod
{
    /// <summary>An entry to keep, such as a file to download; it invites nobody.</summary>
    Publish,

    /// <summary>A new entry, or new facts for one: same UID, higher SEQUENCE.</summary>
    Request,

    /// <summary>Takes an entry away: same UID, higher SEQUENCE. Only after a <see cref="Request"/>.</summary>
    Cancel,
}

/// <summary>Who arranges an entry, or whose entry it is.</summary>
/// <param name="Email">A bare mail address.</param>
public sealed record CalendarPerson(string Name, string Email);

/// <summary>An entry in a calendar: a day, or a session of one. Texts are plain; times are those on the clock in Stockholm.</summary>
public sealed record CalendarEntry
{
    /// <summary>The same for as long as the entry lives, and in the world only its own (RFC 5545, 3.8.4.7).</summary>
    public required string Uid { get; init; }

    /// <summary>0 at first, higher for each change of time or place and for the cancellation (RFC 5545, 3.8.7.4).</summary>
    public required int Sequence { get; init; }

    /// <summary>When this version was made, to the second (DTSTAMP).</summary>
    public required DateTimeOffset Stamp { get; init; }

    public required string Summary { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Null: not known, the entry takes the whole day.</summary>
    public TimeOnly? StartsAt { get; init; }

    /// <summary>Null: not known. One that is not after the start counts as not known.</summary>
    public TimeOnly? EndsAt { get; init; }

    /// <summary>The page about it, without a fragment.</summary>
    public Uri? Page { get; init; }

    /// <summary>
    /// For anyone to see and in nobody's way: CLASS:PUBLIC, and free. Else one person's own: private, since the subject is nobody's business
    /// but theirs (RFC 5545, 3.8.1.3), and busy.
    /// </summary>
    public bool Public { get; init; }

    /// <summary>It will not be; what is published says so, since it asks nobody to take it away.</summary>
    public bool Cancelled { get; init; }

    public required CalendarPerson Organizer { get; init; }

    /// <summary>Whose entry it is; a message to someone needs it (RFC 5546, 3.2.2 and 3.2.5), what is published has none.</summary>
    public CalendarPerson? Attendee { get; init; }

    /// <summary>Whether the attendee has said yes by then; else it is open (PARTSTAT NEEDS-ACTION, RFC 5545, 3.2.12).</summary>
    public bool Accepted { get; init; } = true;
}
