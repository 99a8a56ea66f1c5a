using Temadagar.Data;
using Temadagar.Logs;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>
/// Erases those whose request was granted, once they have been told, and those of the ledger whom a restored backup has brought back. The ledger's line comes first: whatever
/// happens in between, the next run does what is left.
/// </summary>
public sealed partial class EraseRequested(
    Database database, ThemeDayStore days, RegistrationStore registrations, CancelRegistration cancel, ErasureRequestStore requests, PersonalDataStore data, ForgetSubmitter submitters, ITrueNames names, ErasureLedger ledger,
    ErasureReportStore reports, SealLog sealing, AccessLog log, TimeProvider clock, ILogger<EraseRequested> logger)
{
    /// <returns>How many would be erased now; null: the ledger cannot be read, so nobody would.</returns>
    public async Task<int?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await DueAsync(ledger.Read(), cancellationToken)).Count;
        }
        catch (Exception exception) when (ErasureLedger.IsFault(exception))
        {
            LogNoLedger(logger, exception.GetType().Name);
            return null;
        }
    }

    /// <returns>How many were erased; null: the ledger could not be read or written, so nobody was. The journal says so.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Due> due;
        try
        {
            var noted = ledger.Read();
            due = await DueAsync(noted, cancellationToken);
            foreach (var one in due.Where(one => !noted.Contains(one.RegistrationId)))
            {
                ledger.Add(one.RegistrationId, clock.GetUtcNow());
            }
        }
        catch (Exception exception) when (ErasureLedger.IsFault(exception))
        {
            // Whom no ledger names a restored backup would bring back for good.
            LogNoLedger(logger, exception.GetType().Name);
            return null;
        }

        if (due.Count == 0)
        {
            return 0;
        }

        await sealing.RunAsync(cancellationToken);
        var erased = 0;
        foreach (var one in due)
        {
            erased += await EraseAsync(one, cancellationToken) ? 1 : 0;
        }

        await database.ForgetErasedAsync(cancellationToken);
        return erased;
    }

    /// <summary>Whether people have been erased upon request, and the ledger names nobody: it is not where it was.</summary>
    /// <exception cref="IOException">The ledger cannot be read.</exception>
    public async Task<bool> LacksLedgerAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return ledger.Read().Count == 0 && await reports.AnyAsync(read, ErasedData.Request);
    }

    // Who was granted it and has been told, and of the ledger those who are there.
    private async Task<IReadOnlyList<Due>> DueAsync(IReadOnlySet<Guid> noted, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var due = new List<Due>();
        foreach (var request in (await requests.GrantedAsync(read)).DistinctBy(request => request.RegistrationId))
        {
            if (noted.Contains(request.RegistrationId) || !await data.IsBeingToldAsync(read, request.ThemeDayId, request.RegistrationId))
            {
                due.Add(new Due(request.RegistrationId, request.ThemeDayId, request.AnsweredAt));
            }
        }

        foreach (var id in noted.Except(due.Select(one => one.RegistrationId)).ToList())
        {
            if (await registrations.FindAsync(read, id) is { } restored)
            {
                due.Add(new Due(id, restored.ThemeDayId, null));
            }
        }

        return due;
    }

    private async Task<bool> EraseAsync(Due due, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var name = await NameAsync(due.RegistrationId, cancellationToken);
        var named = await submitters.FindAsync(name, cancellationToken);
        var erased = await database.WriteAsync(async write =>
        {
            await submitters.LockAsync(write, due.ThemeDayId, named);
            var day = (await days.FindAsync(write, due.ThemeDayId))!;
            if (await registrations.FindAsync(write, due.RegistrationId) is not { } current)
            {
                return false;
            }

            if (current.Status != RegistrationStatus.Cancelled)
            {
                await cancel.CancelAsync(write, current, day, CancelReason.Organizer, now);
            }

            await submitters.ForgetAsync(write, current, name, named);
            await data.EraseOneAsync(write, current, now);
            var board = await reports.BoardOfAsync(write, day.Id);
            await reports.AddAsync(write, new ErasureReport(
                id, day.Id, day.Slug, day.Title, board ?? "", ErasedData.Request, 0,
                due.GrantedAt is { } at ? $"GDPR art. 17, {Stockholm.In(at):yyyy-MM-dd}" : "GDPR art. 17", 1, now, Caller.Operator.Kind, Caller.Operator.Id, Caller.Operator.Name));
            await log.AddAsync(write, Caller.Operator, AccessAction.Erased, current.Id, board, 1);
            return true;
        }, cancellationToken);
        await submitters.ForgetLateAsync(name, cancellationToken);
        return erased;
    }

    private async Task<PersonName?> NameAsync(Guid registrationId, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await registrations.FindAsync(read, registrationId) is { } registration ? await names.OfAsync(read, registration) : null;
    }

    [LoggerMessage(LogLevel.Error, "The ledger of erasures cannot be read or written ({Reason}): nobody whose request was granted is erased")]
    private static partial void LogNoLedger(ILogger logger, string reason);

    /// <param name="GrantedAt">Null: a restored backup has brought the person back.</param>
    private sealed record Due(Guid RegistrationId, Guid ThemeDayId, DateTimeOffset? GrantedAt);
}
