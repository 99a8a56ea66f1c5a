using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;

namespace Temadagar.SubjectAccess;

/// <summary>
/// Takes out all that is held of someone who asks the organizer for it (GDPR, article 15) and has no own page to read it on. Needs are among it, by name: so it is not for
/// whoever can be sent a link. The look is in the log before anything is shown.
/// </summary>
public sealed class DiscloseData(Database database, People people, RegistrationStore registrations, OwnData data, AccessLog log)
{
    public static readonly Problem HasOwnPage = new("has-own-page", 409,
        new("Personen kan se allt på sin egen sida", "The person can see it all on their own page"),
        new("Anmälan har en e-postadress. Be personen hämta en ny länk på sidan Visa eller avboka din anmälan, eller rätta adressen.",
            "The registration has an e-mail address. Ask the person to get a new link on the page Show or cancel your registration, or correct the address."));

    public async Task<(HeldData? Held, Problem? Refusal)> RunAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var (opened, refusal) = await people.FindToChangeAsync(caller, id, cancellationToken);
        if (opened is null)
        {
            return (null, refusal);
        }

        if (opened.Person.Email is not null)
        {
            return (null, HasOwnPage);
        }

        var registration = await database.WriteAsync(async write =>
        {
            await log.AddAsync(write, caller, AccessAction.DataDisclosed, id, opened.Day.Board, 1);
            return await registrations.FindAsync(write, id);
        }, cancellationToken);
        // Whoever was erased, or put under protection, meanwhile is not there any more.
        return registration is not null && await people.FindAsync(caller, id, cancellationToken) is not null
            ? (await data.OfAsync(registration, cancellationToken), null)
            : (null, PeopleProblems.UnknownPerson);
    }
}
