using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.ProtectedPeople;

/// <summary>Someone with protected identity as a write finds them.</summary>
public sealed record FoundProtected(ProtectedPerson Person, Registration Registration, ThemeDay Day, OrganizerDay Own);

/// <summary>
/// All that is done with someone with protected identity goes through here: the day is the caller's own and its row is held. Of another board's day, and of who is not
/// protected, there is nobody (404).
/// </summary>
public sealed class OwnProtectedPerson(Database database, OrganizerDayStore ownDays, ThemeDayStore days, RegistrationStore registrations, ProtectedPersonStore people)
{
    /// <param name="act">May run more than once. It logs what it does.</param>
    public async Task<(T? Result, ProblemResult? Refusal)> RunAsync<T>(
        Caller caller, Guid id, Func<Write, FoundProtected, Task<(T?, ProblemResult?)>> act, CancellationToken cancellationToken)
        where T : class
    {
        Registration? known;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            known = await registrations.FindAsync(read, id);
        }

        return known is null ? (null, new ProblemResult(PeopleProblems.UnknownPerson)) : await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, known.ThemeDayId);
            var day = (await days.FindAsync(write, known.ThemeDayId))!;
            return await ownDays.FindAsync(write, day.Slug, caller.SeenBoard) is { } own
                && await people.FindAsync(write, id) is { } person
                && await registrations.FindAsync(write, id) is { } registration
                ? await act(write, new FoundProtected(person, registration, day, own))
                : (null, new ProblemResult(PeopleProblems.UnknownPerson));
        }, cancellationToken);
    }
}
