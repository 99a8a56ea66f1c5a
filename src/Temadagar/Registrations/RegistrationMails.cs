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
using Temadagar.Waitlist;

namespace Temadagar.Registrations;

/// <summary>The mails about a registration: queued with a snapshot of the facts, made when they are sent.</summary>
public sealed class RegistrationMails(
    Outbox outbox, MailTemplates templates, PersonalLinks links, PublicAddress address, MailboxAddress sender) : IMailComposer
{
    public const string Confirmed = "registration-confirmed";
    public const string Waitlisted = "registration-waitlisted";
    public const string Repeated = "registration-repeated";
    public const string Cancelled = "registration-cancelled";

    /// <summary>To one who waits: a place is kept, for so long.</summary>
    public const string PlaceOffered = "place-offered";

    /// <summary>To one with a place: the day is near.</summary>
    public const string Reminder = "theme-day-reminder";

    /// <summary>To one who takes part another way than before.</summary>
    public const string ParticipationChanged = "participation-changed";

    /// <summary>To one who waits no more for something, and still has a place or waits for another.</summary>
    public const string WaitEnded = "wait-ended";

    /// <summary>To one who has lost the link, or has closed the others.</summary>
    public const string Link = "registration-link";

    /// <summary>To the address that was before: the registration has another now.</summary>
    public const string AddressChanged = "address-changed";

    /// <summary>Someone with the link has asked for another address, or for a colleague to take over.</summary>
    public const string TransferAsked = "transfer-asked";

    /// <summary>To the person who was before: a colleague has the place now.</summary>
    public const string HandedOver = "place-handed-over";

    /// <summary>To all who are registered for a day: it will not be held.</summary>
    public const string DayCancelled = "theme-day-cancelled";

    /// <summary>To all who are registered for a day: it has another time or place.</summary>
    public const string DayRescheduled = "theme-day-rescheduled";

    /// <summary>What an organizer writes to those who are registered.</summary>
    public const string OrganizerMessage = "organizer-message";

    /// <summary>One's own page; the secret of the link follows in its fragment.</summary>
    public const string OwnPagePath = "/anmalan";

    // What is true for a while only.
    private static readonly string[] Passing = [PlaceOffered, Reminder];

    public IReadOnlyCollection<string> Kinds { get; } =
        [Confirmed, Waitlisted, Repeated, Cancelled, PlaceOffered, Reminder, ParticipationChanged, WaitEnded, Link, TransferAsked, AddressChanged, HandedOver, DayCancelled, DayRescheduled, OrganizerMessage];

    public Task QueueAsync(Write write, string kind, int sequence, Registration registration, ThemeDay day) =>
        QueueAsync(write, kind, sequence, registration, new DayNews(ThemeDayFacts.Of(day)));

    /// <summary>Queues a mail about the day; nothing where the person has no address and is told by telephone.</summary>
    public Task QueueAsync(Write write, string kind, int sequence, Registration registration, DayNews news)
    {
        if (registration.Email is not { } email)
        {
            return Task.CompletedTask;
        }

        var facts = new RegistrationFacts(
            registration.FirstName, registration.LastName, registration.RegisteredBy, registration.Participation, registration.Status,
            registration.Receipt, registration.LinkGeneration, registration.CalendarSequence,
            Stockholm.DateOf(registration.RegisteredAt), news.Day, news.Reason, news.Before, news.Message,
            ShowsCheckIn(kind) ? registration.CheckInCode : null, news.AnswerBy, news.CancelledFor, news.DaysLeft, news.MeetingAddress, news.Holds, news.WaitsFor,
            OneIsEnough: registration is { Status: RegistrationStatus.Waitlisted, ChoiceId: not null }, BothWays: news.BothWays, HandsOver: news.HandsOver, TakenOver: news.TakenOver, AnotherTime: news.AnotherTime);
        return outbox.QueueAsync(write, new NewMail(
            registration.Id,
            registration.ThemeDayId,
            kind,
            sequence,
            registration.Language,
            email,
            registration.FullName,
            JsonSerializer.Serialize(facts))
        {
            NotAfter = news.NotAfter ?? news.AnswerBy,
        });
    }

    /// <summary>Queues the mail about an offer that stands, as the registration's latest change.</summary>
    /// <param name="anotherTime">Whether it has been told of before, with another time to answer.</param>
    public Task QueueOfferAsync(Write write, Registration registration, Wait wait, ThemeDay day, bool anotherTime = false) =>
        QueueAsync(write, PlaceOffered, registration.Changes, registration with { Participation = wait.Participation }, new DayNews(ThemeDayFacts.Of(day), AnswerBy: wait.Deadline, Holds: registration.Holds, AnotherTime: anotherTime));

    /// <summary>Takes back what has not been sent and holds no longer once the person's registration is another: the offer and the reminder.</summary>
    public async Task WithdrawAsync(Write write, Guid registrationId)
    {
        foreach (var kind in Passing)
        {
            await outbox.WithdrawAsync(write, registrationId, kind);
        }
    }

    /// <summary>As <see cref="WithdrawAsync"/>, of all on a day that will not be held.</summary>
    public async Task WithdrawOfDayAsync(Write write, Guid themeDayId)
    {
        foreach (var kind in Passing)
        {
            await outbox.WithdrawOfDayAsync(write, themeDayId, kind);
        }
    }

    /// <summary>The reminders alone, of a day that has another time or place.</summary>
    public Task WithdrawRemindersAsync(Write write, Guid themeDayId) => outbox.WithdrawOfDayAsync(write, themeDayId, Reminder);

    /// <summary>Whether the person has been told of the offer that stands.</summary>
    public Task<bool> IsToldOfOfferAsync(Session session, Guid registrationId) => outbox.IsSentAsync(session, registrationId, PlaceOffered);

    /// <summary>Whether the mail about it was refused for good, and once more when the offer had been made anew.</summary>
    public Task<bool> IsOfferRefusedAsync(Session session, Guid registrationId) => outbox.IsRefusedTwiceAsync(session, registrationId, PlaceOffered);

    /// <summary>Whether the person has been sent a link alone since an instant, or it is on its way.</summary>
    public Task<bool> IsLinkSentSinceAsync(Session session, Guid registrationId, DateTimeOffset since) => outbox.AnySinceAsync(session, registrationId, Link, since);

    public OutgoingMail Compose(QueuedMail mail, bool withLink)
    {
        var facts = JsonSerializer.Deserialize<RegistrationFacts>(mail.Facts)!;
        var calendar = Calendar(mail, facts);
        // Whoever looks at what was sent could show the code at the door as well.
        var code = CheckInCodeOf(facts);
        var qr = code is not null && withLink ? new InlineImage($"{mail.Id:N}.check-in@{sender.Domain}", "check-in.png", CheckInCode.Png(code)) : null;
        var model = new Dictionary<string, object?>
        {
            ["person"] = new Dictionary<string, object?> { ["firstName"] = facts.FirstName },
            ["participation"] = Code.Of(facts.Participation),
            ["status"] = Code.Of(facts.Status),
            ["submittedBy"] = facts.SubmittedBy,
            ["receipt"] = facts.Receipt,
            ["registeredAt"] = CivilDate.Full(facts.RegisteredAt, mail.Language),
            ["reason"] = facts.Reason,
            ["cancelledFor"] = facts.CancelledFor is { } reason ? Code.Of(reason) : null,
            ["daysLeft"] = facts.DaysLeft,
            ["meetingAddress"] = withLink || facts.MeetingAddress is null ? facts.MeetingAddress : PersonalLinks.Mask,
            ["answerBy"] = facts.AnswerBy is { } deadline ? Stockholm.Written(deadline, mail.Language) : null,
            ["oneIsEnough"] = facts.OneIsEnough,
            ["bothWays"] = facts.BothWays,
            ["handsOver"] = facts.HandsOver,
            ["takenOver"] = facts.TakenOver,
            ["anotherTime"] = facts.AnotherTime,
            ["holds"] = facts.Holds is { } held ? Code.Of(held) : null,
            ["waitsFor"] = facts.WaitsFor is { } waited ? Code.Of(waited) : null,
            ["before"] = facts.Before?.WhenAndWhere(mail.Language),
            ["message"] = facts.Message is { } message
                ? new Dictionary<string, object?> { ["subject"] = message.Subject, ["paragraphs"] = PlainText.Paragraphs(message.Body) }
                : null,
            ["link"] = !HasLink(mail.Kind) ? null : address.Of(OwnPagePath, mail.Language, withLink ? links.Secret(PersonalLinks.Registration, mail.About, facts.LinkGeneration) : PersonalLinks.Mask),
            ["checkIn"] = code is null ? null
                : new Dictionary<string, object?> { ["code"] = withLink ? CheckInCode.Written(code) : PersonalLinks.Mask, ["image"] = qr is null ? null : "cid:" + qr.ContentId },
            ["hasCalendar"] = calendar is not null,
            ["replacesCalendar"] = calendar is not null && facts.CalendarSequence > 0,
        };
        facts.ThemeDay.AddTo(model, mail.Language, address);
        var content = templates.Render(mail.Kind, Code.Of(mail.Language), model);
        return new OutgoingMail(mail.Id, mail.CreatedAt, mail.Kind, mail.Recipient, mail.RecipientName, Code.Of(mail.Language), content, calendar is null ? [] : [calendar])
        {
            Images = qr is null ? [] : [qr],
        };
    }

    public int? LinkGenerationOf(QueuedMail mail) => HasLink(mail.Kind) ? JsonSerializer.Deserialize<RegistrationFacts>(mail.Facts)!.LinkGeneration : null;

    // Each of these says how things are; what an organizer wrote stays written.
    public bool Replaces(string later, string earlier) => later switch
    {
        Confirmed or Waitlisted or Cancelled or PlaceOffered or ParticipationChanged or DayCancelled or DayRescheduled => earlier != OrganizerMessage,
        WaitEnded => earlier is PlaceOffered or Waitlisted,
        Reminder => earlier == Reminder,
        Link => earlier == Link,
        _ => false,
    };

    /// <summary>The mail as someone would get it who does not exist: for an organizer to look at before it is sent.</summary>
    public RenderedMail Preview(string kind, Language language, RegistrationStatus status, DayNews news)
    {
        var facts = new RegistrationFacts(
            language == Language.En ? "First name" : "Förnamn", "", null, Participation.OnSite, status, "XXXX-XXXX", 0, null, default,
            news.Day, news.Reason, news.Before, news.Message, ShowsCheckIn(kind) ? PersonalLinks.Mask : null);
        var mail = new QueuedMail(Guid.Empty, Guid.Empty, kind, language, "preview@example.org", null, JsonSerializer.Serialize(facts), 0, default, default);
        return Compose(mail, withLink: false).Content;
    }

    private static bool HasLink(string kind) => kind is not (Cancelled or DayCancelled or AddressChanged or HandedOver);

    private static bool ShowsCheckIn(string kind) => kind is Confirmed or Repeated or ParticipationChanged or DayRescheduled or Reminder;

    private static bool BringsCalendar(string kind) => kind is not (Waitlisted or PlaceOffered or Reminder or WaitEnded or Link or TransferAsked);

    // For those who are expected at a door.
    private static string? CheckInCodeOf(RegistrationFacts facts) =>
        facts is { Status: RegistrationStatus.Confirmed, Participation: Participation.OnSite, ThemeDay.Date: not null } ? facts.CheckInCode : null;

    // A calendar is told to cancel only what it was told of before.
    private CalendarPart? Calendar(QueuedMail mail, RegistrationFacts facts)
    {
        if (facts.CalendarSequence is not { } sequence || facts.ThemeDay.Date is null || !BringsCalendar(mail.Kind))
        {
            return null;
        }

        var (method, name) = facts.Status == RegistrationStatus.Cancelled || mail.Kind is DayCancelled or HandedOver or AddressChanged ? (CalendarMethod.Cancel, "CANCEL") : (CalendarMethod.Request, "REQUEST");
        var attendee = new CalendarPerson(mail.RecipientName ?? "", mail.Recipient);
        var entry = RegistrationCalendar.Entry(mail.About, sequence, mail.CreatedAt, facts.ThemeDay, mail.Language, attendee, sender, method == CalendarMethod.Cancel ? null : address.Of(OwnPagePath));
        return new CalendarPart(CalendarWriter.Write(entry, method), name, "temadag.ics");
    }

    private sealed record RegistrationFacts(
        string FirstName, string LastName, string? SubmittedBy, Participation Participation, RegistrationStatus Status,
        string Receipt, int LinkGeneration, int? CalendarSequence, DateOnly RegisteredAt, ThemeDayFacts ThemeDay,
        string? Reason = null, ThemeDayFacts? Before = null, DayMessage? Message = null,
        string? CheckInCode = null, DateTimeOffset? AnswerBy = null, CancelReason? CancelledFor = null, int? DaysLeft = null,
        string? MeetingAddress = null, Participation? Holds = null, Participation? WaitsFor = null, bool OneIsEnough = false, bool BothWays = false, bool HandsOver = false, bool TakenOver = false, bool AnotherTime = false);
}

/// <summary>What those who are registered for a day are told of it: a snapshot.</summary>
/// <param name="Reason">Why it is cancelled, in the organizer's words.</param>
/// <param name="Before">As it was before it was rescheduled.</param>
/// <param name="Message">What the organizer writes.</param>
/// <param name="AnswerBy">Until when an offered place is kept.</param>
/// <param name="CancelledFor">Why the person's own registration is cancelled.</param>
/// <param name="DaysLeft">How many days are left until it.</param>
/// <param name="MeetingAddress">Of the online meeting, to one who has a place there.</param>
/// <param name="Holds">The way of taking part that the person has a place in meanwhile.</param>
/// <param name="WaitsFor">The one that the person goes on waiting for.</param>
/// <param name="NotAfter">When it is of no use any more.</param>
/// <param name="BothWays">Whether the person waits for both ways of taking part.</param>
/// <param name="TakenOver">Whether it was another person's before.</param>
/// <param name="AnotherTime">Whether an offer that was told of before is to be answered by another time.</param>
/// <param name="HandsOver">Whether another person is to have the registration; else another address.</param>
public sealed record DayNews(
    ThemeDayFacts Day, string? Reason = null, ThemeDayFacts? Before = null, DayMessage? Message = null, DateTimeOffset? AnswerBy = null, CancelReason? CancelledFor = null,
    int? DaysLeft = null, string? MeetingAddress = null, Participation? Holds = null, Participation? WaitsFor = null, DateTimeOffset? NotAfter = null,
    bool BothWays = false, bool HandsOver = false, bool TakenOver = false, bool AnotherTime = false);

/// <summary>An organizer's own words to those who are registered for a day.</summary>
/// <param name="Body">Plain text; an empty line begins a new paragraph.</param>
public sealed record DayMessage(string Subject, string Body);
