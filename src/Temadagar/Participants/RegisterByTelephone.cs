using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Participants;

/// <param name="Email">Null: the person has none and is told by telephone.</param>
/// <param name="Overbook">A place even where none is free.</param>
public sealed record TelephoneRegistration(Participation Participation, PersonDetails Person, EmailAddress? Email, bool Overbook);

/// <summary>
/// Registers someone who telephoned. The rules are those of the form (one address once a day, the waitlist first), but the window does
/// not count: people telephone when it is closed.
/// </summary>
public sealed class RegisterByTelephone(
    Database database, ThemeDayStore days, PlaceStore places, WaitingGroupStore waiting, RegistrationStore registrations, RegistrationMails mails,
    Idempotency idempotency, JsonReplies replies, AccessLog log, TimeProvider clock)
{
    // A receipt drawn twice, two at once with one key: each is rare, and a second try settles it.
    private const int Tries = 5;

    /// <returns>The reply's JSON, or the problem that stands in the way.</returns>
    public async Task<(string? Reply, Problem? Refusal)> RunAsync(
        Caller caller, OrganizerDay day, TelephoneRegistration wanted, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (id, submissionId, receipt, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Receipt.Make(), clock.GetUtcNow());
                return await database.WriteAsync(async write =>
                {
                    await days.LockAsync(write, day.Id);
                    if (key is not null && await idempotency.FindAsync(write, key) is { } given)
                    {
                        return (given, null);
                    }

                    var current = (await days.FindAsync(write, day.Id))!;
                    if (Refusal(current.StateAt(now)) is { } refusal)
                    {
                        return (null, refusal);
                    }

                    if (wanted.Email is { } email && await registrations.FindByAddressAsync(write, day.Id, email.Normalized) is { } other)
                    {
                        // To learn that an address is registered is to learn of a person.
                        await log.AddAsync(write, caller, AccessAction.PersonOpened, other.Id, day.Board, 1);
                        return (null, PeopleProblems.AlreadyRegistered);
                    }

                    await days.ArriveAsync(write, day.Id, current.Version);
                    await registrations.AddSubmissionAsync(write, submissionId, receipt, submittedBy: null, now);
                    var (status, overbooked) = await TakeAsync(write, day, wanted, submissionId);
                    var registration = new Registration(
                        id, submissionId, day.Id, wanted.Participation, status, wanted.Person, wanted.Email?.Address,
                        now, status == RegistrationStatus.Confirmed && wanted.Email is not null && current.Date is not null ? 0 : null, receipt, submittedBy: null);
                    await registrations.AddAsync(write, registration, wanted.Email?.Normalized);
                    await mails.QueueAsync(write, status == RegistrationStatus.Confirmed ? RegistrationMails.Confirmed : RegistrationMails.Waitlisted, 0, registration, current);
                    await log.AddAsync(write, caller, overbooked ? AccessAction.PersonOverbooked : AccessAction.PersonRegistered, id, day.Board, 1);
                    var reply = replies.Write(new TelephoneReply(id, receipt, status, overbooked));
                    if (key is not null)
                    {
                        await idempotency.KeepAsync(write, key, reply);
                    }

                    return ((string?)reply, (Problem?)null);
                }, cancellationToken);
            }
            catch (Exception exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
            }
        }
    }

    private async Task<(RegistrationStatus Status, bool Overbooked)> TakeAsync(Write write, OrganizerDay day, TelephoneRegistration wanted, Guid submissionId)
    {
        if (await places.TakeAsync(write, day.Id, wanted.Participation, asked: 1, taken: 1))
        {
            return (RegistrationStatus.Confirmed, false);
        }

        if (wanted.Overbook)
        {
            await places.OverbookAsync(write, day.Id, wanted.Participation);
            return (RegistrationStatus.Confirmed, true);
        }

        await waiting.AddAsync(write, submissionId, day.Id, wanted.Participation, await days.ArrivalsAsync(write, day.Id), size: 1, asked: 1);
        return (RegistrationStatus.Waitlisted, false);
    }

    private static Problem? Refusal(ThemeDayState state) => state switch
    {
        ThemeDayState.Cancelled => ThemeDayProblems.Cancelled,
        ThemeDayState.Held => PeopleProblems.Held,
        _ => null,
    };
}

/// <param name="Overbooked">Whether the place is above capacity, or was given before those who wait.</param>
public sealed record TelephoneReply(Guid Id, string Receipt, RegistrationStatus Status, bool Overbooked);
