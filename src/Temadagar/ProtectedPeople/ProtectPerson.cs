using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Waitlist;

namespace Temadagar.ProtectedPeople;

/// <summary>
/// Puts a registration that is in the lists under protection: its person gets an alias, and who they are is sealed. What else bears the name or the address (mails, the link, a
/// hand-over that waits, colleagues they registered) forgets it. What has been exported, printed or backed up before is out of reach.
/// </summary>
public sealed class ProtectPerson(
    Database database, RegistrationStore registrations, WaitlistStore waitlist, ProtectedPersonStore people, CertificateStore certificates, PersonalDataStore traces, ForgetSubmitter submitters, AccessLog log, TimeProvider clock)
{
    public static readonly Problem Waits = new("waits-for-place", 409,
        new("Personen väntar på plats", "The person waits for a place"),
        new("Den som har skyddade personuppgifter kan inte stå på väntelistan. Ge personen en plats, eller avboka anmälan, och lägg den sedan under skydd. Inget har ändrats.",
            "Whoever has a protected identity cannot be on the waitlist. Give the person a place, or cancel the registration, and then put it under protection. Nothing was changed."));

    /// <param name="opened">Whom the caller sees and may change.</param>
    public async Task<(ProtectedPerson? Person, Problem? Refusal)> RunAsync(Caller caller, OpenedPerson opened, PersonAlias alias, CancellationToken cancellationToken)
    {
        var (id, now) = (opened.Person.Id, clock.GetUtcNow());
        var name = new PersonName(opened.Person.FirstName, opened.Person.LastName);
        var named = await submitters.FindAsync(name, cancellationToken);
        var done = await database.WriteAsync<(ProtectedPerson?, Problem?)>(async write =>
        {
            await submitters.LockAsync(write, opened.Day.Id, named);
            if (await people.FindAsync(write, id) is { } already)
            {
                return (already, null);
            }

            if (await registrations.FindAsync(write, id) is not { } current)
            {
                return (null, PeopleProblems.UnknownPerson);
            }

            // An offer to someone whom no list has would keep a place that nobody can see.
            if ((await waitlist.LiveOfAsync(write, id)).Count > 0)
            {
                return (null, Waits);
            }

            var contact = new TrueContact(current.FirstName, current.LastName, current.Email, current.Phone, current.Organization, current.Profession, Note: null);
            await submitters.ForgetAsync(write, current, name, named);
            await traces.ForgetTracesAsync(write, current);
            await registrations.CorrectAsync(
                write, current.At(email: null).With(alias.Details(current.Sector, current.Language)) with { CalendarSequence = null, RegisteredBy = null, ChoiceId = null }, emailNormalized: null);
            await people.ProtectAsync(write, id, contact, now);
            await certificates.SealAsync(write, id);
            await log.AddAsync(write, caller, AccessAction.PersonProtected, id, opened.Day.Board, 1);
            return (await people.FindAsync(write, id), null);
        }, cancellationToken);
        await submitters.ForgetLateAsync(name, cancellationToken);
        await database.ForgetErasedAsync(cancellationToken);
        return done;
    }
}
