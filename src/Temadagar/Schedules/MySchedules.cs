using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Portraits;
using Temadagar.Speakers;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>A speaker's own page: the schedule last sent, the answer to it, and what is said of the speaker. Whoever has the link's secret is the speaker.</summary>
public sealed class MySchedules(
    Database database, SpeakerScheduleStore schedules, SpeakerStore speakers, PortraitStore portraits, CorrectSpeaker correct, ThemeDayStore days, BoardStore boards,
    PersonalLinks links, TimeProvider clock)
{
    public async Task<SpeakerSchedule?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Bearer.Secret(request) is not { } secret || PersonalLinks.IdOf(secret) is not { } id)
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        var found = await schedules.FindAsync(read, id);
        return found is not null && links.IsValid(secret, PersonalLinks.Schedule, id, found.LinkGeneration) ? found : null;
    }

    /// <returns>Null where the speaker has been removed meanwhile.</returns>
    public async Task<MySchedule?> ViewAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await ViewAsync(read, id);
    }

    /// <summary>Confirms or declines. One may change one's mind.</summary>
    /// <param name="sending">The number of the schedule that the answer is to.</param>
    public Task<(MySchedule? Schedule, Problem? Refusal)> AnswerAsync(
        SpeakerSchedule schedule, int sending, ScheduleAnswer answer, string? message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync<(MySchedule?, Problem?)>(async write =>
        {
            await days.LockAsync(write, schedule.ThemeDayId);
            if (await schedules.FindAsync(write, schedule.Id) is not { } current)
            {
                return (null, Problem.LinkNotValid);
            }

            if (!CanAnswer(current, (await days.FindAsync(write, schedule.ThemeDayId))!))
            {
                return (null, ScheduleProblems.CannotAnswer);
            }

            if (current.Sending != sending)
            {
                return (null, ScheduleProblems.Changed);
            }

            await schedules.AnswerAsync(write, schedule.Id, answer, message, now);
            return (await ViewAsync(write, schedule.Id), null);
        }, cancellationToken);
    }

    /// <returns>Null where the speaker has been removed meanwhile.</returns>
    public Task<MySchedule?> CorrectAsync(SpeakerSchedule schedule, ProfileChange change, CancellationToken cancellationToken) =>
        EditAsync(schedule, async (write, speaker) => await correct.ProfileAsync(write, speaker, change.On(speaker, await speakers.FindCorrectionAsync(write, speaker.Id))), cancellationToken);

    /// <param name="image">Null: the speaker wants none.</param>
    /// <returns>Null where the speaker has been removed meanwhile.</returns>
    public Task<MySchedule?> CorrectPortraitAsync(SpeakerSchedule schedule, PortraitImage? image, CancellationToken cancellationToken) =>
        EditAsync(schedule, (write, speaker) => correct.PortraitAsync(write, speaker, image), cancellationToken);

    /// <summary>The portrait that the speaker wants: the one that waits, else the one that holds. JPEG, or null.</summary>
    public async Task<byte[]?> PortraitAsync(SpeakerSchedule schedule, PortraitSize size, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var correction = await speakers.FindCorrectionAsync(read, schedule.SpeakerId);
        var wanted = correction is null ? (await speakers.FindAsync(read, schedule.SpeakerId))?.PortraitId : correction.PortraitId;
        return wanted is { } id ? await portraits.FindAsync(read, id, size) : null;
    }

    private Task<MySchedule?> EditAsync(SpeakerSchedule schedule, Func<Write, Speaker, Task> edit, CancellationToken cancellationToken) =>
        database.WriteAsync(async write =>
        {
            await speakers.LockAsync(write, schedule.SpeakerId);
            if (await speakers.FindAsync(write, schedule.SpeakerId) is not { } speaker)
            {
                return null;
            }

            await edit(write, speaker);
            return await ViewAsync(write, schedule.Id);
        }, cancellationToken);

    private bool CanAnswer(SpeakerSchedule schedule, ThemeDay day) => schedule.Told.Sessions.Count > 0 && RemindSpeakers.IsPossible(day, clock.GetUtcNow());

    private async Task<MySchedule?> ViewAsync(Session session, Guid id)
    {
        if (await schedules.FindAsync(session, id) is not { } schedule)
        {
            return null;
        }

        var day = (await days.FindAsync(session, schedule.ThemeDayId))!;
        var speaker = (await speakers.FindAsync(session, schedule.SpeakerId))!;
        return new MySchedule(
            speaker.Name,
            speaker.Language,
            new MyScheduleDay(
                day.Number, day.Slug, day.Title, day.Published, day.StateAt(clock.GetUtcNow()), schedule.Told.Date, schedule.Told.Venue, schedule.Told.City,
                day.Directions, day.CancellationReason),
            day.BoardId is { } boardId && await boards.FindAsync(session, boardId) is { } board ? OrganizerView.Of(board) : null,
            MyTold.Of(schedule),
            schedule.Answer,
            schedule.AnsweredAt,
            schedule.AnswerMessage,
            CanAnswer(schedule, day),
            MyProfile.Of(speaker, await speakers.FindCorrectionAsync(session, speaker.Id)));
    }
}

/// <summary>All that a speaker's own page shows.</summary>
/// <param name="Schedule">As it was last sent, whatever has been planned since.</param>
/// <param name="Answer">To it; null: none yet.</param>
public sealed record MySchedule(
    string Name, Language Language, MyScheduleDay ThemeDay, OrganizerView? Organizer, MyTold Schedule, ScheduleAnswer? Answer, DateTimeOffset? AnsweredAt, string? AnswerMessage,
    bool CanAnswer, MyProfile Profile);

/// <param name="Date">As the schedule told it; so are venue and city.</param>
public sealed record MyScheduleDay(
    int Number, string Slug, string? Title, bool Published, ThemeDayState State, DateOnly? Date, string? Venue, string? City, string? Directions, string? CancellationReason);

/// <param name="Number">Of the sending, from 1: what an answer is to.</param>
public sealed record MyTold(int Number, DateTimeOffset SentAt, IReadOnlyList<MyToldSession> Sessions)
{
    public static MyTold Of(SpeakerSchedule schedule) => new(
        schedule.Sending, schedule.SentAt,
        schedule.Told.Date is { } date
            ? [.. schedule.Told.Sessions.Select(session => new MyToldSession(Stockholm.At(date, session.StartsAt), Stockholm.At(date, session.EndsAt), session.Title, session.Room, session.CoSpeakers))]
            : []);
}

/// <param name="CoSpeakers">The names of the others.</param>
public sealed record MyToldSession(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Title, string? Room, IReadOnlyList<string> CoSpeakers);

/// <summary>What is said of the speaker, and what waits for an organizer.</summary>
public sealed record MyProfile(
    string? Title, string? Organization, string? BiographySv, string? BiographyEn, string? TechnicalNeeds, string? TravelNeeds, bool Consent, bool HasPortrait, MyCorrection? Correction)
{
    public static MyProfile Of(Speaker speaker, SpeakerCorrection? correction) => new(
        speaker.Title, speaker.Organization, speaker.BiographySv, speaker.BiographyEn, speaker.TechnicalNeeds, speaker.TravelNeeds, speaker.ConsentedAt is not null,
        speaker.PortraitId is not null,
        correction is null ? null : new MyCorrection(
            correction.SentAt, correction.BiographySv, correction.BiographyEn, correction.PortraitId is not null, correction.PortraitId != speaker.PortraitId));
}

public sealed record MyCorrection(DateTimeOffset SentAt, string? BiographySv, string? BiographyEn, bool HasPortrait, bool PortraitChanged);
