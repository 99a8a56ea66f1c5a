using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.ProtectedPeople;

/// <summary>Writes the alias and the true contact anew, or gives the place back.</summary>
public sealed class ChangeProtected(
    OwnProtectedPerson own, ProtectedPersonStore people, RegistrationStore registrations, CancelRegistration cancel, AccessLog log, TimeProvider clock)
{
    public Task<(ProtectedPerson? Person, Http.ProblemResult? Refusal)> RunAsync(Caller caller, Guid id, PersonAlias alias, TrueContact contact, CancellationToken cancellationToken) =>
        own.RunAsync<ProtectedPerson>(caller, id, async (write, found) =>
        {
            var (current, was) = (found.Registration, found.Person);
            await registrations.CorrectAsync(write, current.With(alias.Details(current.Sector, current.Language)), emailNormalized: null);
            await people.ChangeAsync(write, id, contact);
            await log.AddAsync(write, caller, AccessAction.ProtectedChanged, id, found.Own.Board, 1);
            return (was with { FirstName = alias.FirstName, LastName = alias.LastName }, null);
        }, cancellationToken);

    /// <summary>Doing it twice is doing it once.</summary>
    public Task<(ProtectedPerson? Person, Http.ProblemResult? Refusal)> CancelAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return own.RunAsync<ProtectedPerson>(caller, id, async (write, found) =>
        {
            if (found.Registration.Status != RegistrationStatus.Cancelled)
            {
                if (found.Day.StateAt(now) == ThemeDayState.Held)
                {
                    return (null, new Http.ProblemResult(CancelRegistration.AlreadyHeld));
                }

                if (found.Person.Attended)
                {
                    return (null, new Http.ProblemResult(CancelRegistration.HasCome));
                }

                await cancel.CancelAsync(write, found.Registration, found.Day, CancelReason.Organizer, now);
                await log.AddAsync(write, caller, AccessAction.PersonCancelled, id, found.Own.Board, 1);
            }

            return (found.Person with { Status = RegistrationStatus.Cancelled }, null);
        }, cancellationToken);
    }
}
