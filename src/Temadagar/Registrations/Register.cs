using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>The reply to a submission. It says how a new one would have fared, and nothing of who was registered before.</summary>
public sealed record RegistrationReply(string Receipt, IReadOnlyList<RegistrationOutcome> Outcomes);

/// <param name="Places">How many people.</param>
public sealed record RegistrationOutcome(string ThemeDay, RegistrationStatus Status, int Places);

/// <summary>
/// Registers people for days. On each day all of a submission get places together, or all of it waits together. An address
/// that is registered already is counted as if it were new, since the reply must not tell the two apart; it takes no second
/// place, and its owner is told by mail.
/// </summary>
public sealed class Register(
    Database database, DaysOnOffer offers, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, RegistrationStore registrations,
    RegistrationMails mails, Idempotency idempotency, JsonReplies replies, TimeProvider clock)
{
    // At most one mail per address and day in this time says "you are registered already".
    private static readonly TimeSpan RepeatedMailPause = TimeSpan.FromHours(24);

    // A day edited meanwhile, two at once with one key, a receipt drawn twice: each is rare, and a second try settles it.
    private const int Tries = 5;

    /// <returns>The reply's JSON, or the problem that stands in the way. Of several days none is taken if one cannot be.</returns>
    public async Task<(string? Reply, ProblemResult? Refusal)> RunAsync(Submission submission, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The days as remembered; from the second try on, and before anyone is refused, as they are.
                var fresh = attempt > 1;
                var (reply, refusal) = await TryAsync(submission, key, fresh, cancellationToken);
                if (refusal is null || fresh)
                {
                    return (reply, refusal);
                }
            }
            catch (ThemeDayEditedException) when (attempt < Tries)
            {
            }
            catch (Exception exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
            }
        }
    }

    private async Task<(string? Reply, ProblemResult? Refusal)> TryAsync(
        Submission submission, IdempotencyKey? key, bool fresh, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            await using var read = await database.OpenReadAsync(cancellationToken);
            if (await idempotency.FindAsync(read, key) is { } given)
            {
                return (given, null);
            }
        }

        var chosen = new List<ChosenDay>(submission.ThemeDays.Count);
        var faults = new Faults();
        foreach (var (index, choice) in submission.ThemeDays.Index())
        {
            if (await offers.FindAsync(choice.Slug, fresh, cancellationToken) is not { } offer)
            {
                return (null, new ProblemResult(ThemeDayProblems.UnknownNothingSaved, themeDay: choice.Slug));
            }

            if (ThemeDayProblems.RefusesRegistration(offer.Day.StateAt(clock.GetUtcNow())) is { } problem)
            {
                return (null, new ProblemResult(problem, themeDay: choice.Slug));
            }

            if (!offer.Participations.Contains(choice.Participation))
            {
                faults.Add($"themeDays[{index}].participation", NotOffered);
            }

            chosen.Add(new ChosenDay(offer.Day, choice.Participation, submission.Participants));
        }

        if (faults.Any)
        {
            return (null, new ProblemResult(Problem.InvalidInput, faults));
        }

        var submissionId = Guid.CreateVersion7();
        var receipt = Receipt.Make();
        var now = clock.GetUtcNow();
        return (await database.WriteAsync(write => RunAsync(write, submission, key, chosen, submissionId, receipt, now), cancellationToken), null);
    }

    private static readonly Texts.Text NotOffered = new("Temadagen går inte att delta i på det sättet.", "One cannot take part in the theme day that way.");

    private async Task<string> RunAsync(
        Write write, Submission submission, IdempotencyKey? key, List<ChosenDay> chosen, Guid submissionId, string receipt, DateTimeOffset now)
    {
        // The days' rows first, in order of id: whoever else takes these days waits here, and nobody waits in a circle.
        foreach (var choice in chosen.OrderBy(choice => choice.Day.Id))
        {
            if (!await days.ArriveAsync(write, choice.Day.Id, choice.Day.Version))
            {
                throw new ThemeDayEditedException();
            }
        }

        if (key is not null && await idempotency.FindAsync(write, key) is { } given)
        {
            return given;
        }

        await registrations.AddSubmissionAsync(write, submissionId, receipt, submission.SubmittedBy, now);
        var outcomes = new List<RegistrationOutcome>(chosen.Count);
        foreach (var choice in chosen)
        {
            var status = await RegisterAsync(write, submission, choice, submissionId, receipt, now);
            outcomes.Add(new RegistrationOutcome(choice.Day.Slug, status, submission.Participants.Count));
        }

        var reply = replies.Write(new RegistrationReply(receipt, outcomes));
        if (key is not null)
        {
            await idempotency.KeepAsync(write, key, reply);
        }

        return reply;
    }

    private async Task<RegistrationStatus> RegisterAsync(
        Write write, Submission submission, ChosenDay choice, Guid submissionId, string receipt, DateTimeOffset now)
    {
        var day = choice.Day;
        var newcomers = new List<Newcomer>(choice.People.Count);
        var known = new List<Registration>();
        foreach (var person in choice.People)
        {
            if (await registrations.FindByAddressAsync(write, day.Id, person.Participant.Email.Normalized) is { } registration)
            {
                known.Add(registration);
            }
            else
            {
                newcomers.Add(person);
            }
        }

        var confirmed = await places.TakeAsync(write, day.Id, choice.Participation, asked: choice.People.Count, taken: newcomers.Count);
        if (!confirmed && newcomers.Count > 0)
        {
            await waitlist.AddGroupAsync(write, choice.GroupId, day.Id, choice.Participation, await days.ArrivalsAsync(write, day.Id), newcomers.Count, choice.People.Count);
        }

        var status = confirmed ? RegistrationStatus.Confirmed : RegistrationStatus.Waitlisted;
        foreach (var (id, waitId, participant) in newcomers)
        {
            var registration = new Registration(
                id, submissionId, day.Id, choice.Participation, status, participant.Details, participant.Email.Address,
                now, confirmed && day.Date is not null ? 0 : null, receipt, submission.SubmittedBy);
            await registrations.AddAsync(write, registration, participant.Email.Normalized);
            if (!confirmed)
            {
                await waitlist.AddAsync(write, waitId, choice.GroupId, id, day.Id, choice.Participation, now);
            }

            await mails.QueueAsync(write, confirmed ? RegistrationMails.Confirmed : RegistrationMails.Waitlisted, 0, registration, day);
        }

        foreach (var registration in known)
        {
            if (await registrations.NoteRepeatedAsync(write, registration.Id, now, now - RepeatedMailPause))
            {
                await mails.QueueAsync(write, RegistrationMails.Repeated, registration.RepeatedMails + 1, registration, day);
            }
        }

        return status;
    }

    private sealed class ChosenDay(ThemeDay day, Participation participation, IReadOnlyList<Participant> participants)
    {
        public ThemeDay Day => day;

        public Participation Participation => participation;

        // Ids are made before the write, which may run more than once.
        public IReadOnlyList<Newcomer> People { get; } = [.. participants.Select(participant => new Newcomer(Guid.CreateVersion7(), Guid.CreateVersion7(), participant))];

        public Guid GroupId { get; } = Guid.CreateVersion7();
    }

    private sealed record Newcomer(Guid Id, Guid WaitId, Participant Participant);

    private sealed class ThemeDayEditedException : Exception;
}
