using Temadagar.Data;
using Temadagar.Needs;
using Temadagar.ThemeDays;
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>
/// What a submission gets, within a write that holds its days' rows. The outcomes say how new people would have fared; whoever is registered already takes nothing and is
/// told by mail.
/// </summary>
/// <remarks>
/// Where one place is enough, anybody may have sent the submission, so it changes nothing of a registration that was there before:
/// <list type="bullet">
/// <item>Who has a place on one of the days needs no other: takes nothing on any of them, and is told of that place.</item>
/// <item>Who waits for one of the days goes on waiting there, apart from this choice, and is told so where the submission comes to that day. On the others this person
/// is new: what is taken there does not end the wait from before.</item>
/// </list>
/// </remarks>
public sealed class TakePlaces(ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, RegistrationStore registrations, NeedsStore needs, RegistrationMails mails)
{
    // At most one mail per address and day in this time says "you are registered already".
    private static readonly TimeSpan RepeatedMailPause = TimeSpan.FromHours(24);

    /// <summary>A place on each day, or a wait for it. On each, all of the submission get places together, or all of it waits together.</summary>
    public async Task<IReadOnlyList<RegistrationOutcome>> OnEachAsync(Write write, Newcomers people, IReadOnlyList<Choice> choices)
    {
        var outcomes = new List<RegistrationOutcome>(choices.Count);
        foreach (var choice in choices)
        {
            var known = await KnownAsync(write, people, choice.On);
            var status = await places.TakeAsync(write, choice.On.Day.Id, choice.Participation, asked: people.Count, taken: known.Count(before => before is null))
                ? RegistrationStatus.Confirmed
                : RegistrationStatus.Waitlisted;
            await RegisterAsync(write, people, choice.On, [choice], known, status, _ => null);
            outcomes.Add(choice.Outcome(status, people.Count));
        }

        return outcomes;
    }

    /// <summary>A place where there is room first, in the order of the choices, or a wait for each of them.</summary>
    public async Task<IReadOnlyList<RegistrationOutcome>> OnOneAsync(Write write, Newcomers people, IReadOnlyList<Choice> choices)
    {
        var known = new Dictionary<ChosenDay, IReadOnlyList<Registration?>>();
        foreach (var day in choices.Select(choice => choice.On).Distinct())
        {
            known[day] = await KnownAsync(write, people, day);
        }

        var placed = Enumerable.Range(0, people.Count)
            .Select(person => known.Values.Select(on => on[person]).FirstOrDefault(before => before?.Status == RegistrationStatus.Confirmed)).ToList();
        IReadOnlyList<Registration?> Before(ChosenDay day) => [.. known[day].Select((before, person) => placed[person] ?? before)];
        foreach (var choice in choices)
        {
            var before = Before(choice.On);
            if (await places.TakeAsync(write, choice.On.Day.Id, choice.Participation, asked: people.Count, taken: before.Count(one => one is null)))
            {
                await RegisterAsync(write, people, choice.On, [choice], before, RegistrationStatus.Confirmed, _ => null);
                return [choice.Outcome(RegistrationStatus.Confirmed, people.Count)];
            }
        }

        Guid? ChoiceOf(int person) => choices.Count(choice => Before(choice.On)[person] is null) > 1 ? people.ChoiceIds[person] : null;
        foreach (var ofDay in choices.GroupBy(choice => choice.On))
        {
            await RegisterAsync(write, people, ofDay.Key, [.. ofDay], Before(ofDay.Key), RegistrationStatus.Waitlisted, ChoiceOf);
        }

        return [.. choices.Select(choice => choice.Outcome(RegistrationStatus.Waitlisted, people.Count))];
    }

    private async Task<IReadOnlyList<Registration?>> KnownAsync(Write write, Newcomers people, ChosenDay on)
    {
        var known = new List<Registration?>(people.Count);
        foreach (var participant in people.Participants)
        {
            known.Add(await registrations.FindByAddressAsync(write, on.Day.Id, participant.Email.Normalized));
        }

        return known;
    }

    /// <param name="ways">What they get places in, or wait for: one registration each.</param>
    /// <param name="before">What each is registered for already; null: this person is new.</param>
    private async Task RegisterAsync(
        Write write, Newcomers people, ChosenDay on, IReadOnlyList<Choice> ways, IReadOnlyList<Registration?> before, RegistrationStatus status, Func<int, Guid?> choiceOf)
    {
        var waits = status == RegistrationStatus.Waitlisted;
        var newcomers = before.Count(one => one is null);
        foreach (var way in newcomers > 0 && waits ? ways : [])
        {
            await waitlist.AddGroupAsync(write, way.GroupId, on.Day.Id, way.Participation, await days.ArrivalsAsync(write, on.Day.Id), newcomers, people.Count);
        }

        foreach (var (person, participant) in people.Participants.Index())
        {
            if (before[person] is { } registered)
            {
                await TellAgainAsync(write, registered, people.At);
                continue;
            }

            var registration = new Registration(
                on.RegistrationIds[person], people.SubmissionId, on.Day.Id, ways[0].Participation, status, participant.Details, participant.Email.Address,
                people.At, !waits && on.Day.Date is not null ? 0 : null, people.Receipt, people.SubmittedBy, choiceOf(person));
            await registrations.AddAsync(write, registration, people.Keys[person], participant.Email.Normalized);
            await needs.AddAsync(write, registration.Id, participant.Needs.AskedFor(on.Day, ways.Any(way => way.Participation == Participation.OnSite)));
            foreach (var way in waits ? ways : [])
            {
                await waitlist.AddAsync(write, way.WaitIds[person], way.GroupId, registration.Id, on.Day.Id, way.Participation, people.At);
            }

            await mails.QueueAsync(
                write, waits ? RegistrationMails.Waitlisted : RegistrationMails.Confirmed, 0, registration,
                new DayNews(ThemeDayFacts.Of(on.Day), BothWays: waits && ways.Count > 1));
        }
    }

    // Of a place on another day than the one that is registered for, too.
    private async Task TellAgainAsync(Write write, Registration registered, DateTimeOffset now)
    {
        if (await registrations.NoteRepeatedAsync(write, registered.Id, now, now - RepeatedMailPause))
        {
            await mails.QueueAsync(write, RegistrationMails.Repeated, registered.RepeatedMails + 1, registered, (await days.FindAsync(write, registered.ThemeDayId))!);
        }
    }
}

/// <summary>Those of a submission, and what is drawn for them before the write, which may run more than once.</summary>
public sealed record Newcomers(IReadOnlyList<Participant> Participants, string? SubmittedBy, Guid SubmissionId, string Receipt, DateTimeOffset At)
{
    public int Count => Participants.Count;

    /// <summary>Each person's. Made before the write, which all writes wait for.</summary>
    public IReadOnlyList<PersonKeys> Keys { get; } = [.. Participants.Select(participant => PersonKeys.Of(participant.Details, Receipt))];

    /// <summary>Each person's, should that one wait for several places.</summary>
    public IReadOnlyList<Guid> ChoiceIds { get; } = Ids.Draw(Participants.Count);
}

/// <summary>A day that is chosen, be it with two ways of taking part.</summary>
public sealed record ChosenDay(ThemeDay Day, int People)
{
    public IReadOnlyList<Guid> RegistrationIds { get; } = Ids.Draw(People);
}

/// <summary>A way of taking part in a day that is chosen.</summary>
public sealed record Choice(ChosenDay On, Participation Participation, int People)
{
    public Guid GroupId { get; } = Guid.CreateVersion7();

    public IReadOnlyList<Guid> WaitIds { get; } = Ids.Draw(People);

    internal RegistrationOutcome Outcome(RegistrationStatus status, int places) => new(On.Day.Slug, Participation, status, places);
}

file static class Ids
{
    public static IReadOnlyList<Guid> Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
}
