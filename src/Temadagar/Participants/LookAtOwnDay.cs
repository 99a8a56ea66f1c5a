using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Participants;

/// <summary>A look at something of a day of the caller's own. It is in the log before anything is shown.</summary>
public sealed class LookAtOwnDay(Database database, OrganizerDayStore ownDays, AccessLog log)
{
    /// <param name="look">Reads it, and says of how many people it shows something; null: of nobody by name.</param>
    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<T?> RunAsync<T>(Caller caller, string slug, AccessAction action, Func<Session, OrganizerDay, Task<(T Seen, int? People)>> look, CancellationToken cancellationToken)
        where T : class =>
        (await TryAsync<T>(caller, slug, action, async (read, own) =>
        {
            var (seen, people) = await look(read, own);
            return (seen, null, people);
        }, cancellationToken)).Seen;

    /// <summary>As <see cref="RunAsync"/>, of what something can stand in the way of: then nothing is shown, and the log has nothing to say.</summary>
    public async Task<(T? Seen, Problem? Refusal)> TryAsync<T>(
        Caller caller, string slug, AccessAction action, Func<Session, OrganizerDay, Task<(T? Seen, Problem? Refusal, int? People)>> look, CancellationToken cancellationToken)
        where T : class
    {
        OrganizerDay? own;
        T? seen;
        Problem? refusal;
        int? people;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null)
            {
                return (null, EditOwnDay.Unknown);
            }

            (seen, refusal, people) = await look(read, own);
        }

        if (refusal is not null)
        {
            return (null, refusal);
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, action, own.Id, own.Board, people), cancellationToken);
        return (seen, null);
    }
}
