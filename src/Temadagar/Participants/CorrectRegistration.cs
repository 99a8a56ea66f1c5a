using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Participants;

/// <summary>
/// Corrects who a registration is for. A new address gets the mail, a new link and a new check-in code at once, and those before die:
/// whoever had the wrong address must not hold someone else's registration.
/// </summary>
public sealed class CorrectRegistration(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, RegistrationStore registrations, RegistrationMails mails, TellAnew tellAnew, AccessLog log)
{
    /// <returns>The problem that stands in the way, or null: it is done.</returns>
    public Task<Problem?> RunAsync(Caller caller, OpenedPerson opened, PersonDetails person, EmailAddress? email, CancellationToken cancellationToken) =>
        database.WriteAsync(async write =>
        {
            await days.LockAsync(write, opened.Day.Id);
            if (await ownDays.FindAsync(write, opened.Day.Slug, caller.SeenBoard) is not { } own || own.Id != opened.Day.Id)
            {
                // Given to another board since it was opened.
                return PeopleProblems.NotOwnDay;
            }

            // Put under protection, or erased, since it was opened: what was written is of somebody whom the caller does not see.
            if (await registrations.FindAsync(write, opened.Person.Id) is not { } current || await registrations.IsProtectedAsync(write, current.Id))
            {
                return PeopleProblems.UnknownPerson;
            }

            var active = current.Status != RegistrationStatus.Cancelled;
            if (active && email is not null
                && await registrations.FindByAddressAsync(write, current.ThemeDayId, email.Normalized) is { } other && other.Id != current.Id)
            {
                // To learn that an address is registered is to learn of a person.
                await log.AddAsync(write, caller, AccessAction.PersonOpened, other.Id, opened.Day.Board, 1);
                return PeopleProblems.AlreadyRegistered;
            }

            var moved = current.Email != email?.Address;
            var day = (await days.FindAsync(write, current.ThemeDayId))!;
            var corrected = (moved ? current.At(email?.Address) : current).With(person) with
            {
                // Whoever had no address had no calendar entry; the mail to the first one brings it.
                CalendarSequence = current.CalendarSequence ?? (current.Status == RegistrationStatus.Confirmed && email is not null && day.Date is not null ? 0 : null),
            };
            await registrations.CorrectAsync(write, corrected, email?.Normalized);
            if (moved && active)
            {
                await mails.WithdrawAsync(write, corrected.Id);
                await tellAnew.RunAsync(write, corrected, day);
            }

            await log.AddAsync(write, caller, AccessAction.PersonCorrected, current.Id, opened.Day.Board, 1);
            return (Problem?)null;
        }, cancellationToken);
}
