using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Kitchen;

/// <summary>Writes down what someone who telephoned needs, in place of what was said before. Organizers write it and never read it.</summary>
public sealed class ChangePersonNeeds(Database database, People people, ThemeDayStore days, RegistrationStore registrations, NeedsStore store, AccessLog log, TimeProvider clock)
{
    /// <returns>The problem that stands in the way, or null: it is done.</returns>
    public async Task<Problem?> RunAsync(Caller caller, Guid id, PersonNeeds needs, CancellationToken cancellationToken)
    {
        var (opened, stranger) = await people.FindToChangeAsync(caller, id, cancellationToken);
        if (opened is null)
        {
            return stranger;
        }

        var now = clock.GetUtcNow();
        return await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, opened.Day.Id);
            var day = (await days.FindAsync(write, opened.Day.Id))!;
            if (await registrations.FindAsync(write, id) is not { } current || await registrations.IsProtectedAsync(write, id))
            {
                return PeopleProblems.UnknownPerson;
            }

            if (OwnChangeProblems.Refusing(current, day, await registrations.HasComeAsync(write, id), now) is { } refusal)
            {
                return refusal;
            }

            await store.ReplaceAsync(write, id, needs.AskedFor(day, await store.IsOnSiteAsync(write, id)));
            await log.AddAsync(write, caller, AccessAction.NeedsWritten, id, opened.Day.Board, 1);
            return null;
        }, cancellationToken);
    }
}
