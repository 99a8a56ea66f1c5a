using Temadagar.Data;
using Temadagar.Logs;
using Temadagar.Needs;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;
using Temadagar.Transfers;

namespace Temadagar.SubjectAccess;

/// <summary>Everything that is held of a person under one registration (GDPR, article 15), times in UTC as they are stored.</summary>
/// <param name="ThemeDay">The slug of the day.</param>
/// <param name="Looks">Who has seen it or done something with it, as far as the log goes back.</param>
/// <param name="LooksSince">What the log said of before was pruned under a decision; null: nothing was.</param>
/// <param name="Needs">Null: what is held cannot be opened any more, by anybody.</param>
public sealed record HeldData(
    DateTimeOffset At, string Receipt, string ThemeDay, string? ThemeDayTitle, DateOnly? ThemeDayDate, RegistrationStatus Status, Participation Participation,
    string FirstName, string LastName, string? Email, string Organization, string Profession, Sector Sector, Language Language, string? Municipality, string? Phone,
    string? SubmittedBy, DateTimeOffset RegisteredAt, DateTimeOffset? CancelledAt, CancelReason? CancelReason, string? CheckInCode,
    IReadOnlyList<HeldWait> Waits, IReadOnlyList<HeldMail> Mails, IReadOnlyList<HeldCheckIn> CheckIns, IReadOnlyList<HeldCertificate> Certificates,
    IReadOnlyList<HeldTransfer> Transfers, IReadOnlyList<HeldErasureRequest> ErasureRequests, IReadOnlyList<HeldLook> Looks, DateTimeOffset? LooksSince, PersonNeeds? Needs);

public sealed class OwnData(Database database, OwnDataStore held, OwnLooks looks, LogPruningStore prunings, NeedsStore needs, ThemeDayStore days, Municipalities municipalities, TimeProvider clock)
{
    public async Task<HeldData> OfAsync(Registration mine, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var day = (await days.FindAsync(read, mine.ThemeDayId))!;
        var transfers = await held.TransfersAsync(read, mine.Id);
        // Looks from before someone took the registration over were at another person.
        var since = transfers.Where(one => one is { Kind: TransferKind.Handover, Outcome: TransferOutcome.Accepted }).Max(one => one.EndedAt) ?? mine.RegisteredAt;
        return new HeldData(
            clock.GetUtcNow(), mine.Receipt, day.Slug, day.Title, day.Date, mine.Status, mine.Participation, mine.FirstName, mine.LastName, mine.Email, mine.Organization,
            mine.Profession, mine.Sector, mine.Language, municipalities.NameOf(mine.Municipality), mine.Phone, mine.RegisteredBy, mine.RegisteredAt, mine.CancelledAt,
            await held.CancelReasonAsync(read, mine.Id), mine.CheckInCode is { } code ? CheckInCode.Written(code) : null,
            await held.WaitsAsync(read, mine.Id), await held.MailsAsync(read, mine.Id, mine.Email), await held.CheckInsAsync(read, mine.Id),
            await held.CertificatesAsync(read, mine.Id), transfers, await held.ErasureRequestsAsync(read, mine.Id),
            await looks.OfAsync(read, mine.Id, mine.ThemeDayId, since), await prunings.LatestAsync(read), await needs.FindAsync(read, mine.Id));
    }
}
