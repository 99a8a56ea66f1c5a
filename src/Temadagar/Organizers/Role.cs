namespace Temadagar.Organizers;

/// <summary>What an account or an API key may do. All but the administrator belong to one board.</summary>
public enum Role
{
    /// <summary>All boards, the accounts, the log.</summary>
    Administrator,

    /// <summary>The own board's days and the people in them.</summary>
    Organizer,

    /// <summary>Check-in at the door: names, organizations and status.</summary>
    Steward,

    /// <summary>Figures, never people.</summary>
    Reader,
}
