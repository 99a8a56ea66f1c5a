using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.ProtectedPeople;

/// <summary>
/// Puts a registration that is in the lists under protection: its person gets an alias, and who they are is sealed. What else bears the name or the address (mails, the link, a
/// hand-over that waits, colleagues they registered) forgets it. What has been exported, printed or backed up before is out of reach.
/// </summary>
public sealed class ProtectPerson(
    Database database, ThemeDayStore days, RegistrationStore registrations, ProtectedPersonStore people, CertificateStore certificates, PersonalDataStore traces, AccessLog log, TimeProvider clock)
{
    /// <param name="opened">Whom the caller sees and may change.</param>
    public async Task<ProtectedPerson> RunAsync(Caller caller, OpenedPerson opened, PersonAlias alias, CancellationToken cancellationToken)
    {
        var (id, now) = (opened.Person.Id, clock.GetUtcNow());
        var done = await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, opened.Day.Id);
            if (await people.FindAsync(write, id) is { } already)
            {
                return already;
            }

            var current = (await registrations.FindAsync(write, id))!;
            var contact = new TrueContact(current.FirstName, current.LastName, current.Email, current.Phone, current.Organization, current.Profession, Note: null);
            await traces.ForgetTracesAsync(write, opened.Day.Id, id, current.FullName);
            await registrations.CorrectAsync(
                write, current.At(email: null).With(alias.Details(current.Sector, current.Language)) with { CalendarSequence = null, RegisteredBy = null, ChoiceId = null }, emailNormalized: null);
            await people.ProtectAsync(write, id, contact, now);
            await certificates.SealAsync(write, id);
            await log.AddAsync(write, caller, AccessAction.PersonProtected, id, opened.Day.Board, 1);
            return (await people.FindAsync(write, id))!;
        }, cancellationToken);
        await database.ForgetErasedAsync(cancellationToken);
        return done;
    }
}
