using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>An organizer writes down that someone asks to be erased who has telephoned or written. From there on it is a case as any other.</summary>
public sealed class WriteErasureWish(Database database, People people, RegistrationStore registrations, AskErasure ask, AccessLog log)
{
    public async Task<(AskedErasure? Asked, ProblemResult? Refusal)> RunAsync(Caller caller, Guid id, string? message, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(caller, id, cancellationToken) is not { } opened)
        {
            return (null, new ProblemResult(PeopleProblems.UnknownPerson));
        }

        if (!VisiblePeople.MayChange(caller, opened.Day.Board))
        {
            return (null, new ProblemResult(PeopleProblems.NotOwnDay));
        }

        Registration? registration;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            registration = await registrations.FindAsync(read, id);
        }

        var already = true;
        return registration is not null && await ask.RunAsync(registration, message, cancellationToken, write =>
        {
            already = false;
            return log.AddAsync(write, caller, AccessAction.ErasureAsked, id, opened.Day.Board, 1);
        }) is { } asked
            ? (new AskedErasure(asked.Id, already, asked.Message, Stockholm.In(asked.AskedAt), asked.Outcome), null)
            : (null, new ProblemResult(PeopleProblems.UnknownPerson));
    }
}
