using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>
/// A person wants another address, or a colleague in their place. The address is asked by mail and nothing changes until it has answered, and the address of now is told, should it be someone else who has the link. What happens here is the same
/// whether the address is registered for the day or not.
/// </summary>
public sealed class AskTransfer(ChangeOwn changing, TransferStore transfers, RegistrationStore registrations, TransferMails mails, RegistrationMails ownMails)
{
    /// <summary>How long the link of the mail can be followed; never beyond the beginning of the day.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    // Each writes to an address that has not asked for it.
    private const int MostADay = 5;

    /// <param name="person">Who takes over; null: the same person has another address.</param>
    public async Task<Problem?> RunAsync(Registration opened, EmailAddress email, PersonDetails? person, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var (_, refusal) = await changing.RunAsync(opened, async (write, current, day, now) =>
        {
            if (email.Normalized == EmailAddress.Parse(current.Email ?? "")?.Normalized)
            {
                return (null, TransferProblems.SameAddress);
            }

            if (await transfers.CountSinceAsync(write, current.Id, now.AddDays(-1)) >= MostADay)
            {
                return (null, TransferProblems.TooMany);
            }

            await EndAsync(write, current.Id, now);
            var transfer = new Transfer(
                id, current.Id, person is null ? TransferKind.Address : TransferKind.Handover, email.Address, email.Normalized, person?.FirstName, person?.LastName,
                person?.Organization, person?.Profession, person?.Sector, person?.Language, person?.Municipality, person?.Phone, now, Earlier(now + Lasts, day.Begins), null, null, current.LinkGeneration);
            await transfers.AddAsync(write, transfer);
            var asked = current with { Changes = current.Changes + 1 };
            await registrations.ChangeAsync(write, asked);
            await mails.QueueAsync(write, transfer, asked, day);
            await ownMails.QueueAsync(write, RegistrationMails.TransferAsked, asked.Changes, asked, new DayNews(ThemeDayFacts.Of(day), HandsOver: person is not null));
            return (asked, null);
        }, cancellationToken);
        return refusal;
    }

    /// <summary>Takes it back. There may be none.</summary>
    public async Task<Problem?> WithdrawAsync(Registration opened, CancellationToken cancellationToken)
    {
        var (_, refusal) = await changing.RunAsync(opened, async (write, current, _, now) =>
        {
            await EndAsync(write, current.Id, now);
            return (current, null);
        }, cancellationToken);
        return refusal;
    }

    private async Task EndAsync(Write write, Guid registrationId, DateTimeOffset now)
    {
        if (await transfers.FindLiveAsync(write, registrationId) is { } live)
        {
            await transfers.EndAsync(write, live.Id, TransferOutcome.Withdrawn, now);
            await mails.WithdrawAsync(write, registrationId);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
