using MimeKit;
using Temadagar.Boards;
using Temadagar.Calendar;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Needs;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;
using Temadagar.Transfers;
using Temadagar.Waitlist;

namespace Temadagar.OwnPage;

/// <summary>All that a person's own page shows.</summary>
/// <param name="CanChange">Whether details, way of taking part and address can be changed, and the place handed over.</param>
/// <param name="Transfer">What waits for another address to follow its link; null: nothing does.</param>
/// <param name="OneIsEnough">Whoever takes a place leaves the other waitlists that were chosen at the same time.</param>
/// <param name="Needs">Null: nothing is asked, since the person does not take part on site.</param>
/// <param name="MeetingAddress">Of the online meeting, to whoever has a place there; null: it has not been decided.</param>
public sealed record MyRegistration(
    string Receipt, RegistrationStatus Status, Participation Participation, ThemeDayView ThemeDay, OrganizerView? Organizer,
    string FirstName, string LastName, string? Email, string Organization, string Profession, Sector Sector, Language Language,
    string? Municipality, string? Phone, string? SubmittedBy, DateTimeOffset RegisteredAt, DateTimeOffset? CancelledAt,
    bool CanCancel, bool CanChange, bool HasCalendar, MyCheckIn? CheckIn, IReadOnlyList<MyWait> Waits, bool OneIsEnough, MyTransfer? Transfer, string? MeetingAddress, MyNeeds? Needs);

/// <summary>What the person waits for.</summary>
/// <param name="Offer">Null: nothing has been offered yet.</param>
public sealed record MyWait(Guid Id, Participation Participation, DateTimeOffset Since, MyOffer? Offer);

/// <summary>A place that is kept for the person.</summary>
/// <param name="AnswerBy">Until when.</param>
public sealed record MyOffer(Guid Id, DateTimeOffset AnswerBy);

/// <summary>A change that takes effect when another address has followed its link.</summary>
/// <param name="Name">Of who takes over; null where only the address is another.</param>
/// <param name="AnswerBy">Until when the link can be followed.</param>
public sealed record MyTransfer(TransferKind Kind, string Email, string? Name, DateTimeOffset AnswerBy);

/// <summary>What the person needs at the day. Only the kitchen and the room get to know it, without names.</summary>
/// <param name="AsksDiet">Whether food is served.</param>
public sealed record MyNeeds(bool AsksDiet, Diet? Diet, string? DietNote, string? AccessNeeds);

/// <summary>What to show at the door.</summary>
/// <param name="Code">To be read out or typed.</param>
public sealed record MyCheckIn(string Code, QrShape Qr);

public sealed class MyRegistrations(
    Database database, RegistrationStore registrations, ThemeDayStore days, PlaceStore places, WaitlistStore waitlist, TransferStore transfers, NeedsStore needs, BoardStore boards, Municipalities municipalities,
    PublicAddress address, MailboxAddress sender, TimeProvider clock)
{
    public async Task<MyRegistration> ViewAsync(Registration registration, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var day = (await days.FindAsync(read, registration.ThemeDayId))!;
        var now = clock.GetUtcNow();
        var view = ThemeDayView.Of(day, await places.OfDayAsync(read, day.Id), now);
        var hasCome = await registrations.HasComeAsync(read, registration.Id);
        var canChange = OwnChangeProblems.Refusing(registration, day, hasCome, now) is null;
        return new MyRegistration(
            registration.Receipt, registration.Status, registration.Participation, view,
            day.BoardId is { } boardId && await boards.FindAsync(read, boardId) is { } board ? OrganizerView.Of(board) : null,
            registration.FirstName, registration.LastName, registration.Email, registration.Organization, registration.Profession,
            registration.Sector, registration.Language, municipalities.NameOf(registration.Municipality), registration.Phone, registration.RegisteredBy,
            registration.RegisteredAt, registration.CancelledAt,
            CanCancel: registration.Status != RegistrationStatus.Cancelled && view.State != ThemeDayState.Held && !hasCome,
            canChange,
            HasCalendar(registration, day), CheckInOf(registration, day), await WaitsAsync(read, registration, day),
            OneIsEnough: registration is { Status: RegistrationStatus.Waitlisted, ChoiceId: not null },
            canChange && await transfers.FindLiveAsync(read, registration.Id) is { } transfer && transfer.IsLive(registration, day, now) ? TransferOf(transfer) : null,
            MeetingAddressOf(registration, day), await NeedsAsync(read, registration, day));
    }

    /// <summary>The entry as a file to open, or null where there is none.</summary>
    public async Task<string?> CalendarAsync(Registration registration, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var day = (await days.FindAsync(read, registration.ThemeDayId))!;
        if (!HasCalendar(registration, day))
        {
            return null;
        }

        // Whoever has the link got it by mail, so there is an address.
        var entry = RegistrationCalendar.Entry(
            registration.Id, registration.CalendarSequence ?? 0, clock.GetUtcNow(), ThemeDayFacts.Of(day), registration.Language,
            new CalendarPerson(registration.FullName, registration.Email!), sender, address.Of(RegistrationMails.OwnPagePath));
        return CalendarWriter.Write(entry, CalendarMethod.Publish);
    }

    private string? MeetingAddressOf(Registration registration, ThemeDay day) =>
        registration is { Status: RegistrationStatus.Confirmed, Participation: Participation.Online }
        && !day.IsOverAt(clock.GetUtcNow())
            ? day.MeetingAddress
            : null;

    private async Task<MyNeeds?> NeedsAsync(Read read, Registration registration, ThemeDay day)
    {
        if (!await needs.IsOnSiteAsync(read, registration.Id))
        {
            return null;
        }

        var held = (await needs.FindAsync(read, registration.Id) ?? PersonNeeds.None).AskedFor(day, onSite: true);
        return new MyNeeds(day.ServesFood, held.Diet, held.DietNote, held.AccessNeeds);
    }

    // Of a day that is cancelled or over there is nothing to wait for.
    private async Task<IReadOnlyList<MyWait>> WaitsAsync(Read read, Registration registration, ThemeDay day) =>
        day.IsOverAt(clock.GetUtcNow())
            ? []
            : [.. (await waitlist.LiveOfAsync(read, registration.Id)).Select(wait => new MyWait(
                wait.Id, wait.Participation, wait.Since, wait is { OfferedAt: not null, Deadline: { } deadline } ? new MyOffer(wait.Id, deadline) : null))];

    private static MyTransfer TransferOf(Transfer transfer) => new(
        transfer.Kind, transfer.Email!, transfer.Kind == TransferKind.Handover ? $"{transfer.FirstName} {transfer.LastName}" : null, transfer.ExpiresAt);

    private static bool HasCalendar(Registration registration, ThemeDay day) =>
        registration.Status == RegistrationStatus.Confirmed && day is { Date: not null, CancelledAt: null };

    // To those who are expected at a door, until the day is over.
    private MyCheckIn? CheckInOf(Registration registration, ThemeDay day) =>
        registration is { Status: RegistrationStatus.Confirmed, Participation: Participation.OnSite, CheckInCode: { } code }
        && day.CancelledAt is null && day.Date >= Stockholm.Today(clock)
            ? new MyCheckIn(CheckInCode.Written(code), CheckInCode.Shape(code))
            : null;
}
