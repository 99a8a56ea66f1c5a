using System.Text.Json;
using MimeKit;
using Temadagar.Calendar;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Templating;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Schedules;

/// <summary>The mails to speakers: their schedules, and reminders to answer.</summary>
public sealed class ScheduleMails(Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address, MailboxAddress sender) : IMailComposer
{
    public const string Schedule = "speaker-schedule";
    public const string Reminder = "speaker-reminder";

    public IReadOnlyCollection<string> Kinds { get; } = [Schedule, Reminder];

    /// <summary>Queues the schedule that is due, with the number of its sending.</summary>
    public Task QueueAsync(Write write, Guid scheduleId, int sending, int linkGeneration, DueSchedule due, ThemeDay day) =>
        QueueAsync(write, scheduleId, Schedule, sending, due.Speaker, day, Facts(due, linkGeneration, day));

    /// <summary>Queues a reminder to answer what was last told.</summary>
    public Task QueueReminderAsync(Write write, DueSchedule due, SpeakerSchedule told, ThemeDay day) =>
        QueueAsync(write, told.Id, Reminder, told.Reminders + 1, due.Speaker, day, ReminderFacts(due, told, day));

    /// <summary>A schedule as it would be sent; the speaker's own link is masked.</summary>
    public RenderedMail Preview(DueSchedule due, ThemeDay day) => Preview(Schedule, due.Speaker, Facts(due, 0, day));

    /// <summary>A reminder as it would be sent; the speaker's own link is masked.</summary>
    public RenderedMail PreviewReminder(DueSchedule due, SpeakerSchedule told, ThemeDay day) => Preview(Reminder, due.Speaker, ReminderFacts(due, told, day));

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<ScheduleFacts>(mail.Facts)!;
        var calendars = Calendars(mail, facts);
        var language = mail.Language;
        var model = new Dictionary<string, object?>
        {
            ["person"] = new Dictionary<string, object?> { ["name"] = facts.Name },
            ["change"] = Code.Of(facts.Kind),
            ["dayCancelled"] = facts.DayCancelled,
            ["reason"] = facts.Reason,
            ["changes"] = facts.Kind == SendingKind.Changed ? ScheduleChange.Between(facts.Before, facts.Now).Select(change => Words(change, language)).ToList() : [],
            ["sessions"] = facts.Now.Sessions.Select(session => Words(session, language)).ToList(),
            ["removed"] = facts.Kind == SendingKind.Removed ? facts.Before.Sessions.Select(session => Words(session, language)).ToList() : [],
            ["directions"] = PlainText.Paragraphs(facts.Directions ?? ""),
            ["link"] = address.Of("/medverkande", language, withLink ? links.Secret(PersonalLinks.Schedule, mail.About, facts.LinkGeneration) : PersonalLinks.Mask),
            ["hasCalendar"] = calendars.Count > 0,
            // Nothing more to read of a day that one has no part in.
            ["status"] = facts.Kind == SendingKind.Removed ? "cancelled" : null,
        };
        facts.ThemeDay.AddTo(model, language, address);
        var content = templates.Render(mail.Kind, Code.Of(language), model);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, Code.Of(language), content, calendars);
    }

    public int? LinkGenerationOf(QueuedMail mail) => JsonSerializer.Deserialize<ScheduleFacts>(mail.Facts)!.LinkGeneration;

    // A reminder says nothing new.
    public bool Replaces(string later, string earlier) => later == Schedule;

    private Task QueueAsync(Write write, Guid scheduleId, string kind, int sequence, ScheduledSpeaker speaker, ThemeDay day, ScheduleFacts facts) =>
        outbox.QueueAsync(write, new NewMail(scheduleId, day.Id, kind, sequence, speaker.Language, speaker.Email, speaker.Name, JsonSerializer.Serialize(facts)));

    private RenderedMail Preview(string kind, ScheduledSpeaker speaker, ScheduleFacts facts)
    {
        var mail = new QueuedMail(Guid.Empty, Guid.Empty, kind, speaker.Language, speaker.Email, speaker.Name, JsonSerializer.Serialize(facts), 0, default, default);
        return Compose(mail, withLink: false).Content;
    }

    private static ScheduleFacts Facts(DueSchedule due, int linkGeneration, ThemeDay day) => new(
        due.Speaker.Name, linkGeneration, ThemeDayFacts.Of(day), day.Directions, day.CancelledAt is not null, day.CancellationReason,
        due.Kind ?? throw new InvalidOperationException("Nothing is due."), due.Schedule?.Told ?? ToldSchedule.Nothing, due.Now,
        NewAddress: due.Schedule?.WentTo(due.Speaker.Email) != true);

    private static ScheduleFacts ReminderFacts(DueSchedule due, SpeakerSchedule told, ThemeDay day) => new(
        due.Speaker.Name, told.LinkGeneration, ThemeDayFacts.Of(day), day.Directions, false, null, SendingKind.Changed, told.Told, told.Told, NewAddress: false);

    private List<CalendarPart> Calendars(QueuedMail mail, ScheduleFacts facts)
    {
        var attendee = new CalendarPerson(facts.Name, mail.Recipient);
        return
        [
            .. SessionCalendar.Entries(mail.About, facts.Before, facts.Now, facts.NewAddress, mail.CreatedAt, facts.ThemeDay, mail.Language, attendee, sender)
                .Select((one, index) => new CalendarPart(
                    CalendarWriter.Write(one.Entry, one.Method), one.Method == CalendarMethod.Cancel ? "CANCEL" : "REQUEST", $"pass-{index + 1}.ics")),
        ];
    }

    private static Dictionary<string, object?> Words(ToldSession session, Language language) => new()
    {
        ["time"] = ScheduleChange.Time(session, language),
        ["title"] = session.Title,
        ["room"] = session.Room,
        ["coSpeakers"] = ScheduleChange.Names(session),
    };

    private static Dictionary<string, object?> Words(ScheduleChange change, Language language) => new()
    {
        ["kind"] = Code.Of(change.Kind),
        ["session"] = (change.After ?? change.Before) is { } session ? Words(session, language) : null,
        ["details"] = change.Details(language).Select(detail => new Dictionary<string, object?>
        {
            ["what"] = Code.Of(detail.What),
            ["before"] = detail.Before,
            ["after"] = detail.After,
        }).ToList(),
    };

    // The words of a change are made when the mail is, in the language of the one who gets it.
    private sealed record ScheduleFacts(
        string Name, int LinkGeneration, ThemeDayFacts ThemeDay, string? Directions, bool DayCancelled, string? Reason, SendingKind Kind, ToldSchedule Before, ToldSchedule Now,
        bool NewAddress);
}
