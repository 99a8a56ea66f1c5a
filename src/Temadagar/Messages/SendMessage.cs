using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Planning;
using Temadagar.Registrations;
using Temadagar.Templating;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Messages;

/// <summary>Whom an organizer writes to.</summary>
public enum MessageGroup
{
    Confirmed,
    Waitlisted,

    /// <summary>Those with a place who were there.</summary>
    Attended,

    /// <summary>Those with a place who were not seen there.</summary>
    Absent,
}

/// <summary>Writes to a group of a day's people, once each, in the frame of their own language.</summary>
public sealed class SendMessage(
    Database database, OrganizerDayStore days, ThemeDayStore themeDays, MessageStore messages, CheckInStore checkIns, RegistrationMails mails, Announcements announcements,
    Idempotency idempotency, JsonReplies replies, AccessLog log, TimeProvider clock)
{
    /// <summary>How many it would reach, and how it would look to someone who does not exist. Nothing is kept.</summary>
    public async Task<(MessagePreview? Preview, Problem? Refusal)> PreviewAsync(
        Caller caller, string slug, MessageGroup to, DayMessage message, Language language, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await FindAsync(read, caller, slug) is not { } day)
        {
            return (null, EditOwnDay.Unknown);
        }

        var group = GroupOf(to);
        if (await RefusalAsync(read, day, group) is { } refusal)
        {
            return (null, refusal);
        }

        var recipients = await messages.RecipientsAsync(read, day.Id, group);
        var rendered = mails.Preview(RegistrationMails.OrganizerMessage, language, group.Status, News(day, message));
        return (new MessagePreview(recipients.Reached, recipients.WithoutAddress, rendered), null);
    }

    /// <returns>The reply's JSON, or the problem that stands in the way.</returns>
    public async Task<(string? Reply, Problem? Refusal)> RunAsync(
        Caller caller, string slug, MessageGroup to, DayMessage message, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await days.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return (null, EditOwnDay.Unknown);
        }

        var (reply, refused) = await database.WriteAsync<(GivenReply?, Problem?)>(async write =>
        {
            await themeDays.LockAsync(write, found.Id);
            // Given to another board since it was looked at: not the caller's to write to.
            if (await days.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != found.Id)
            {
                return (null, EditOwnDay.Unknown);
            }

            if (key is not null && await idempotency.FindAsync(write, key) is { } given)
            {
                return (given, null);
            }

            var group = GroupOf(to);
            var day = (await themeDays.FindAsync(write, found.Id))!;
            if (await RefusalAsync(write, day, group) is { } refusal)
            {
                return (null, refusal);
            }

            var recipients = await messages.RecipientsAsync(write, day.Id, group);
            if (recipients.Reached == 0)
            {
                return (null, MessageProblems.NobodyToTell);
            }

            await messages.CountMessageAsync(write, day.Id);
            var reached = await announcements.AddAsync(write, RegistrationMails.OrganizerMessage, await messages.NumberAsync(write, day.Id), day.Id, group, News(day, message));
            await log.AddAsync(write, caller, AccessAction.MessageSent, day.Id, own.Board, people: reached);
            var written = replies.Write(new MessageReply(reached, recipients.WithoutAddress));
            if (key is not null)
            {
                await idempotency.KeepAsync(write, key, written);
            }

            return (new GivenReply(written, ToThis: true), null);
        }, cancellationToken);
        return (reply?.OrRefuse(), refused);
    }

    private async Task<ThemeDay?> FindAsync(Session session, Caller caller, string slug) =>
        await days.FindAsync(session, slug, caller.SeenBoard) is { } own ? await themeDays.FindAsync(session, own.Id) : null;

    private static DayNews News(ThemeDay day, DayMessage message) => new(ThemeDayFacts.Of(day), Message: message);

    // Nobody must be told that they were absent by guess.
    private async Task<Problem?> RefusalAsync(Session session, ThemeDay day, ToldGroup group) =>
        group.Attended is null ? null
        : !await checkIns.AnyAsync(session, day.Id) ? MessageProblems.AttendanceNotRecorded
        : group.Attended == false && day.StateAt(clock.GetUtcNow()) != ThemeDayState.Held ? MessageProblems.DayNotOver
        : null;

    private static ToldGroup GroupOf(MessageGroup group) => group switch
    {
        MessageGroup.Waitlisted => new(RegistrationStatus.Waitlisted),
        MessageGroup.Attended => new(RegistrationStatus.Confirmed, Attended: true),
        MessageGroup.Absent => new(RegistrationStatus.Confirmed, Attended: false),
        _ => new(RegistrationStatus.Confirmed),
    };
}

/// <param name="Count">How many people it goes to.</param>
/// <param name="WithoutAddress">How many of the group have no address, and are told by telephone.</param>
public sealed record MessageReply(int Count, int WithoutAddress);

/// <param name="Count">How many people it would go to.</param>
/// <param name="WithoutAddress">How many of the group have no address.</param>
/// <param name="Mail">As it would look; the person's own link is masked.</param>
public sealed record MessagePreview(int Count, int WithoutAddress, RenderedMail Mail);
