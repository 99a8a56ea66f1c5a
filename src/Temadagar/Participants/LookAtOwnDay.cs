using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>A look at something of a day of the caller's own. It is in the log before anything is shown.</summary>
public sealed class LookAtOwnDay(Database database, OrganizerDayStore ownDays, AccessLog log)
{
    /// <param name="look">Reads it, and says of how many people it shows something; null: of nobody by name.</param>
    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<T?> RunAsync<T>(Caller caller, string slug, AccessAction action, Func<Session, OrganizerDay, Task<(T Seen, int? People)>> look, CancellationToken cancellationToken)
        where T : class
    {
        OrganizerDay? own;
        T seen;
        int? people;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null)
            {
                return null;
            }

            (seen, people) = await look(read, own);
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, action, own.Id, own.Board, people), cancellationToken);
        return seen;
    }
}
