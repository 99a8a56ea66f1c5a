using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;

namespace Temadagar.Erasure;

/// <summary>An organizer writes down that someone asks to be erased who has telephoned or written. From there on it is a case as any other.</summary>
public sealed class WriteErasureWish(Database database, People people, RegistrationStore registrations, AskErasure ask, AccessLog log)
{
    public async Task<(AskedErasure? Asked, Problem? Refusal)> RunAsync(Caller caller, Guid id, string? message, CancellationToken cancellationToken)
    {
        var (opened, refusal) = await people.FindToChangeAsync(caller, id, cancellationToken);
        if (opened is null)
        {
            return (null, refusal);
        }

        Registration? registration;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            registration = await registrations.FindAsync(read, id);
        }

        return registration is not null
            && await ask.RunAsync(registration, message, cancellationToken, write => log.AddAsync(write, caller, AccessAction.ErasureAsked, id, opened.Day.Board, 1)) is var (request, already)
            ? (new AskedErasure(request.Id, already, request.Message, request.AskedAt, request.Outcome), null)
            : (null, PeopleProblems.UnknownPerson);
    }
}
