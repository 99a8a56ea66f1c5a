using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Participants;

/// <param name="Email">Null: the person has none and is told by telephone.</param>
public sealed record TelephoneRegistration(Participation Participation, PersonDetails Person, EmailAddress? Email, WhenFull WhenFull, PersonNeeds Needs);

/// <summary>What becomes of someone for whom no place is free.</summary>
public enum WhenFull
{
    Wait,

    /// <summary>A place above capacity, before those who wait.</summary>
    Overbook,

    /// <summary>Nothing.</summary>
    Refuse,
}

/// <summary>
/// Registers someone who telephoned. The rules are those of the form (one address once a day, the waitlist first), but the window does
/// not count: people telephone when it is closed.
/// </summary>
public sealed class RegisterByTelephone(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, RegistrationStore registrations, NeedsStore needs, RegistrationMails mails,
    Idempotency idempotency, JsonReplies replies, AccessLog log, TimeProvider clock)
{
    // A receipt drawn twice, two at once with one key: each is rare, and a second try settles it.
    private const int Tries = 5;

    /// <returns>The reply's JSON, or the problem that stands in the way.</returns>
    /// <param name="also">What belongs in the same write.</param>
    public async Task<(string? Reply, Problem? Refusal)> RunAsync(
        Caller caller, OrganizerDay day, TelephoneRegistration wanted, IdempotencyKey? key, CancellationToken cancellationToken, Func<Write, Registration, Task>? also = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var ids = NewRegistration.Draw();
                var now = clock.GetUtcNow();
                var (reply, refused) = await database.WriteAsync<(GivenReply?, Problem?)>(async write =>
                {
                    await days.LockAsync(write, day.Id);
                    // Given to another board since it was looked at: not the caller's to write in.
                    if (await ownDays.FindAsync(write, day.Slug, caller.SeenBoard) is not { } own || own.Id != day.Id)
                    {
                        return (null, EditOwnDay.Unknown);
                    }

                    if (key is not null && await idempotency.FindAsync(write, key) is { } given)
                    {
                        return (given, null);
                    }

                    var (registration, overbooked, refusal) = await AddAsync(write, caller, day, wanted, ids, now);
                    if (registration is null)
                    {
                        return (null, refusal);
                    }

                    if (also is not null)
                    {
                        await also(write, registration);
                    }

                    var written = replies.Write(new TelephoneReply(registration.Id, registration.Receipt, registration.Status, overbooked));
                    if (key is not null)
                    {
                        await idempotency.KeepAsync(write, key, written);
                    }

                    return (new GivenReply(written, ToThis: true), null);
                }, cancellationToken);
                return (reply?.OrRefuse(), refused);
            }
            catch (Exception exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
            }
        }
    }

    /// <summary>Registers someone within a write that holds the day's row. What is refused leaves nothing behind but, of an address that is registered, a row in the log.</summary>
    /// <param name="at">When the person asked for it.</param>
    public async Task<(Registration? Registration, bool Overbooked, Problem? Refusal)> AddAsync(
        Write write, Caller caller, OrganizerDay day, TelephoneRegistration wanted, NewRegistration ids, DateTimeOffset at)
    {
        var current = (await days.FindAsync(write, day.Id))!;
        if (Refusal(current.StateAt(at)) is { } refusal)
        {
            return (null, false, refusal);
        }

        if (wanted.Email is { } email && await registrations.FindByAddressAsync(write, day.Id, email.Normalized) is { } other)
        {
            // To learn that an address is registered is to learn of a person.
            await log.AddAsync(write, caller, AccessAction.PersonOpened, other.Id, day.Board, 1);
            return (null, false, PeopleProblems.AlreadyRegistered);
        }

        var free = await places.TakeAsync(write, day.Id, wanted.Participation, asked: 1, taken: 1);
        if (!free && wanted.WhenFull == WhenFull.Refuse)
        {
            return (null, false, PeopleProblems.Full);
        }

        await days.ArriveAsync(write, day.Id, current.Version);
        await registrations.AddSubmissionAsync(write, ids.SubmissionId, ids.Receipt, submittedBy: null, at);
        var overbooked = !free && wanted.WhenFull == WhenFull.Overbook;
        if (overbooked)
        {
            await places.TakeOneAsync(write, day.Id, wanted.Participation);
        }
        else if (!free)
        {
            await waitlist.AddGroupAsync(write, ids.GroupId, day.Id, wanted.Participation, await days.ArrivalsAsync(write, day.Id), waiting: 1, asked: 1);
        }

        var status = free || overbooked ? RegistrationStatus.Confirmed : RegistrationStatus.Waitlisted;
        var registration = new Registration(
            ids.Id, ids.SubmissionId, day.Id, wanted.Participation, status, wanted.Person, wanted.Email?.Address,
            at, status == RegistrationStatus.Confirmed && wanted.Email is not null && current.Date is not null ? 0 : null, ids.Receipt, submittedBy: null);
        await registrations.AddAsync(write, registration, PersonKeys.Of(wanted.Person, ids.Receipt), wanted.Email?.Normalized);
        await needs.AddAsync(write, registration.Id, wanted.Needs.AskedFor(current, wanted.Participation == Participation.OnSite));
        if (status == RegistrationStatus.Waitlisted)
        {
            await waitlist.AddAsync(write, ids.WaitId, ids.GroupId, ids.Id, day.Id, wanted.Participation, at);
        }

        await mails.QueueAsync(write, status == RegistrationStatus.Confirmed ? RegistrationMails.Confirmed : RegistrationMails.Waitlisted, 0, registration, current);
        await log.AddAsync(write, caller, overbooked ? AccessAction.PersonOverbooked : AccessAction.PersonRegistered, ids.Id, day.Board, 1);
        return (registration, overbooked, null);
    }

    private static Problem? Refusal(ThemeDayState state) => state switch
    {
        ThemeDayState.Cancelled => ThemeDayProblems.Cancelled,
        ThemeDayState.Held => PeopleProblems.Held,
        _ => null,
    };
}

/// <summary>What is drawn before a write for a new registration.</summary>
public sealed record NewRegistration(Guid Id, Guid SubmissionId, Guid GroupId, Guid WaitId, string Receipt)
{
    public static NewRegistration Draw() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Registrations.Receipt.Make());
}

/// <param name="Overbooked">Whether the place is above capacity, or was given before those who wait.</param>
public sealed record TelephoneReply(Guid Id, string Receipt, RegistrationStatus Status, bool Overbooked);
