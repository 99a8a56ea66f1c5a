using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Telemetry;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>The reply to a submission. It says how a new one would have fared, and nothing of who was registered before.</summary>
public sealed record RegistrationReply(string Receipt, IReadOnlyList<RegistrationOutcome> Outcomes);

/// <param name="Places">How many people.</param>
public sealed record RegistrationOutcome(string ThemeDay, Participation Participation, RegistrationStatus Status, int Places);

/// <summary>
/// Registers people for days, for each of them or for the first with room. An address that is registered already is counted as if it were new, since the reply must not tell the
/// two apart; what becomes of it is <see cref="TakePlaces"/>'s.
/// </summary>
public sealed class Register(
    Database database, RememberedDays remembered, ThemeDayStore days, PlaceStore places, RegistrationStore registrations, TakePlaces taking, Idempotency idempotency, JsonReplies replies, TimeProvider clock)
{
    // A day closed meanwhile, two at once with one key, a receipt drawn twice: each is rare, and a second try settles it.
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
            catch (Exception exception) when (key is not null && DatabaseFaults.Translate(exception) is DatabaseUnavailableException)
            {
                // It takes no writes now. Whoever asks again for want of an answer must not be told that nothing was saved.
                if (await FindGivenAsync(key, cancellationToken) is not { } given)
                {
                    throw;
                }

                return (given.OrRefuse(), null);
            }
        }
    }

    /// <returns>The reply that this submission got before; null: none yet.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key was another submission's.</exception>
    public async Task<string?> FindReplyAsync(IdempotencyKey key, CancellationToken cancellationToken) => (await FindGivenAsync(key, cancellationToken))?.OrRefuse();

    private async Task<GivenReply?> FindGivenAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await idempotency.FindAsync(read, key);
    }

    private async Task<(string? Reply, ProblemResult? Refusal)> TryAsync(
        Submission submission, IdempotencyKey? key, bool fresh, CancellationToken cancellationToken)
    {
        // One that was given a reply may find the day closed since. Where nothing stands in the way the write looks anyway.
        if (fresh && key is not null && await FindGivenAsync(key, cancellationToken) is { } given)
        {
            return (given.OrRefuse(), null);
        }

        var people = submission.Participants.Count;
        var chosen = new Dictionary<Guid, ChosenDay>(submission.ThemeDays.Count);
        var choices = new List<Choice>(submission.ThemeDays.Count);
        var faults = new Faults();
        foreach (var (index, choice) in submission.ThemeDays.Index())
        {
            if (await remembered.FindAsync(choice.Slug, fresh, cancellationToken) is not { } found)
            {
                return (null, new ProblemResult(ThemeDayProblems.UnknownNothingSaved, themeDay: choice.Slug));
            }

            if (ThemeDayProblems.RefusesRegistration(found.Day.StateAt(clock.GetUtcNow())) is { } problem)
            {
                return (null, new ProblemResult(problem, themeDay: choice.Slug));
            }

            if (!found.Participations.Contains(choice.Participation))
            {
                faults.Add($"themeDays[{index}].participation", ThemeDayProblems.ParticipationNotOffered);
            }

            var on = chosen.TryGetValue(found.Day.Id, out var twice) ? twice : chosen[found.Day.Id] = new ChosenDay(found.Day, people);
            choices.Add(new Choice(on, choice.Participation, people));
        }

        if (faults.Any)
        {
            return (null, new ProblemResult(Problem.InvalidInput, faults));
        }

        var newcomers = new Newcomers(submission.Participants, submission.SubmittedBy, Guid.CreateVersion7(), Receipt.Make(), clock.GetUtcNow());
        // A key that was used for something else is refused here: thrown within the write it would undo what others have in the same commit.
        return ((await database.WriteAsync(write => RunAsync(write, submission.OneIsEnough, key, choices, newcomers), cancellationToken)).OrRefuse(), null);
    }

    private async Task<GivenReply> RunAsync(Write write, bool oneIsEnough, IdempotencyKey? key, IReadOnlyList<Choice> choices, Newcomers people)
    {
        choices = await ArriveAsync(write, choices, people.At);
        if (key is not null && await idempotency.FindAsync(write, key) is { } given)
        {
            return given;
        }

        await registrations.AddSubmissionAsync(write, people.SubmissionId, people.Receipt, people.SubmittedBy, people.At);
        var outcomes = await (oneIsEnough ? taking.OnOneAsync(write, people, choices) : taking.OnEachAsync(write, people, choices));
        write.AfterCommit(() => Count(outcomes));
        var reply = replies.Write(new RegistrationReply(people.Receipt, outcomes));
        if (key is not null)
        {
            await idempotency.KeepAsync(write, key, reply);
        }

        return new GivenReply(reply, ToThis: true);
    }

    // The days' rows first, in order of id: whoever else takes these days waits here, and nobody waits in a circle.
    private async Task<IReadOnlyList<Choice>> ArriveAsync(Write write, IReadOnlyList<Choice> choices, DateTimeOffset now)
    {
        var arrived = new Dictionary<Guid, ChosenDay>(choices.Count);
        foreach (var ofDay in choices.GroupBy(choice => choice.On.Day.Id).OrderBy(ofDay => ofDay.Key))
        {
            var on = ofDay.First().On;
            arrived[ofDay.Key] = await days.ArriveAsync(write, ofDay.Key, on.Day.Version) ? on : on with { Day = await ArriveEditedAsync(write, [.. ofDay], now) };
        }

        return [.. choices.Select(choice => choice with { On = arrived[choice.On.Day.Id] })];
    }

    // Decided from the day as it is now, which nobody edits before the commit: an organizer who edits without a pause would else keep everybody out.
    private async Task<ThemeDay> ArriveEditedAsync(Write write, IReadOnlyList<Choice> ofDay, DateTimeOffset now)
    {
        var id = ofDay[0].On.Day.Id;
        await days.LockAsync(write, id);
        if (await days.FindAsync(write, id) is not { Published: true } day || ThemeDayProblems.RefusesRegistration(day.StateAt(now)) is not null
            || ofDay.Select(choice => choice.Participation).Except((await places.OfDayAsync(write, id)).Select(place => place.Participation)).Any())
        {
            throw new ThemeDayEditedException();
        }

        await days.ArriveAsync(write, id, day.Version);
        return day;
    }

    private static void Count(IReadOnlyList<RegistrationOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Instruments.Registrations.Add(outcome.Places, new KeyValuePair<string, object?>("outcome", Code.Of(outcome.Status)));
        }
    }

    private sealed class ThemeDayEditedException : Exception;
}
