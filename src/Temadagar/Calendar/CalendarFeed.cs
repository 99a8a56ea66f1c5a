namespace Temadagar.Calendar;

/// <summary>A calendar to subscribe to: what it is called, and all that is in it now.</summary>
/// <param name="Name">What the reader's program calls it.</param>
/// <param name="RefreshInterval">How often a program should ask, at most (RFC 7986, 5.7). Whole minutes.</param>
public sealed record CalendarFeed(string Name, TimeSpan RefreshInterval, IReadOnlyList<CalendarEntry> Entries);
