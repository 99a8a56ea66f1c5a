using Dapper;

namespace Temadagar.ThemeDays;

public enum Availability
{
    Available,
    Few,
    Full,
}

/// <summary>The places of a theme day for one way of taking part.</summary>
/// <param name="Taken">How many are confirmed, or kept for someone who waited.</param>
/// <param name="SmallestWaiting">The smallest group that waits; null: nobody does.</param>
[method: ExplicitConstructor]
public sealed record Place(Guid ThemeDayId, Participation Participation, int Capacity, int Taken, int? SmallestWaiting)
{
    /// <summary>
    /// In words only: a count of free places would let one who tries an address see whether it took a place.
    /// Full is when the next single person would have to wait; few is when at most a fifth is free.
    /// </summary>
    public Availability Availability
    {
        get
        {
            var free = Capacity - Taken;
            return free <= 0 || SmallestWaiting <= free ? Availability.Full
                : free * 5 <= Capacity ? Availability.Few
                : Availability.Available;
        }
    }
}
