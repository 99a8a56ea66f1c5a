using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Needs;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>
/// Whoever has followed the link of a transfer has that address, and says yes or no. Yes makes the registration theirs: with a link, a check-in code and mails of its
/// own, while the link of before opens nothing any more and the address of before is told.
/// </summary>
public sealed class AnswerTransfer(
    Database database, ThemeDayStore days, TransferStore transfers, RegistrationStore registrations, ErasureRequestStore erasures, NeedsStore needs, RegistrationMails mails, TellAnew tellAnew,
    TimeProvider clock)
{
    /// <returns>The registration as it is after, or why nothing was changed.</returns>
    public Task<(Registration? Registration, Problem? Refusal)> AcceptAsync(Guid transferId, Guid themeDayId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync<(Registration?, Problem?)>(async write =>
        {
            await days.LockAsync(write, themeDayId);
            if (await transfers.FindAsync(write, transferId) is not { } transfer || await registrations.FindAsync(write, transfer.RegistrationId) is not { } current)
            {
                return (null, TransferProblems.Ended);
            }

            var day = (await days.FindAsync(write, themeDayId))!;
            if (transfer.IsAccepted(current))
            {
                // The reply to the first try was lost.
                return (current, null);
            }

            if (!transfer.IsLive(current, day, now))
            {
                return (null, TransferProblems.Ended);
            }

            if (OwnChangeProblems.Refusing(current, day, await registrations.HasComeAsync(write, current.Id), now) is { } refusal)
            {
                return (null, refusal);
            }

            if (await registrations.FindByAddressAsync(write, themeDayId, transfer.EmailNormalized!) is { } other && other.Id != current.Id)
            {
                return (null, TransferProblems.AlreadyRegistered);
            }

            var changed = transfer.AppliedTo(current);
            await transfers.EndAsync(write, transfer.Id, TransferOutcome.Accepted, now);
            await registrations.CorrectAsync(write, changed, transfer.EmailNormalized);
            await mails.WithdrawAsync(write, current.Id);
            var before = current with { CalendarSequence = current.CalendarSequence + 1 };
            if (transfer.Kind == TransferKind.Handover)
            {
                await erasures.ForgetAsync(write, current.Id);
                await needs.ForgetAsync(write, current.Id);
                await mails.QueueAsync(write, RegistrationMails.HandedOver, changed.Changes, before, day);
            }
            else
            {
                await mails.QueueAsync(write, RegistrationMails.AddressChanged, changed.Changes, before, day);
            }

            await tellAnew.RunAsync(write, changed, day, takenOver: transfer.Kind == TransferKind.Handover);
            return (changed, null);
        }, cancellationToken);
    }

    /// <summary>No: everything stays as it is. Doing it twice is doing it once.</summary>
    /// <returns>Null, or that it is too late: it has been accepted.</returns>
    public Task<Problem?> DeclineAsync(Guid transferId, Guid themeDayId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync<Problem?>(async write =>
        {
            await days.LockAsync(write, themeDayId);
            if (await transfers.FindAsync(write, transferId) is { Outcome: TransferOutcome.Accepted })
            {
                return TransferProblems.Accepted;
            }

            await transfers.EndAsync(write, transferId, TransferOutcome.Declined, now);
            return null;
        }, cancellationToken);
    }
}
