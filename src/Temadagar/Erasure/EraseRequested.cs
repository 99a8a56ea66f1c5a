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
    Database database, ThemeDayStore days, RegistrationStore registrations, CancelRegistration cancel, ErasureRequestStore requests, PersonalDataStore data, ErasureLedger ledger,
    ErasureReportStore reports, SealLog sealing, AccessLog log, TimeProvider clock, ILogger<EraseRequested> logger)
{
    /// <returns>How many would be erased now.</returns>
    /// <exception cref="IOException">The ledger cannot be read.</exception>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var due = (await requests.GrantedAsync(read)).Select(request => request.RegistrationId).ToHashSet();
        foreach (var id in ledger.Read().Where(id => !due.Contains(id)).ToList())
        {
            if (await registrations.FindAsync(read, id) is not null)
            {
                due.Add(id);
            }
        }

        return due.Count;
    }

    /// <returns>How many were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ErasureRequest> granted;
        var due = new List<(Guid RegistrationId, DateTimeOffset? GrantedAt)>();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            granted = await requests.GrantedAsync(read);
            foreach (var request in granted)
            {
                if (!await data.IsBeingToldAsync(read, request.ThemeDayId, request.RegistrationId))
                {
                    due.Add((request.RegistrationId, request.AnsweredAt));
                }
            }
        }

        try
        {
            var noted = ledger.Read().ToHashSet();
            foreach (var (registrationId, _) in due.Where(one => !noted.Contains(one.RegistrationId)))
            {
                ledger.Add(registrationId, clock.GetUtcNow());
            }

            due.AddRange(noted.Except(due.Select(one => one.RegistrationId)).Select(id => (id, (DateTimeOffset?)null)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whom no ledger names a restored backup would bring back for good.
            LogNoLedger(logger, exception.GetType().Name, due.Count);
            return 0;
        }

        if (due.Count > 0)
        {
            await sealing.RunAsync(cancellationToken);
        }

        var erased = 0;
        foreach (var (registrationId, grantedAt) in due)
        {
            erased += await EraseAsync(registrationId, grantedAt, cancellationToken) ? 1 : 0;
        }

        if (erased > 0)
        {
            await database.ForgetErasedAsync(cancellationToken);
        }

        return erased;
    }

    private async Task<bool> EraseAsync(Guid registrationId, DateTimeOffset? grantedAt, CancellationToken cancellationToken)
    {
        Registration? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await registrations.FindAsync(read, registrationId);
        }

        if (found is null)
        {
            return false;
        }

        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return await database.WriteAsync(async write =>
        {
            await days.LockAsync(write, found.ThemeDayId);
            var day = (await days.FindAsync(write, found.ThemeDayId))!;
            if (await registrations.FindAsync(write, registrationId) is not { } current)
            {
                return false;
            }

            if (current.Status != RegistrationStatus.Cancelled)
            {
                await cancel.CancelAsync(write, current, day, CancelReason.Organizer, now);
            }

            await data.EraseOneAsync(write, day.Id, current.Id, now);
            await reports.AddAsync(write, new ErasureReport(
                id, day.Id, day.Slug, day.Title, await reports.BoardOfAsync(write, day.Id) ?? "", ErasedData.Request, 0,
                grantedAt is { } at ? $"GDPR art. 17, {Stockholm.In(at):yyyy-MM-dd}" : "GDPR art. 17", 1, now, Caller.Operator.Kind, Caller.Operator.Id, Caller.Operator.Name));
            await log.AddAsync(write, Caller.Operator, AccessAction.Erased, current.Id, people: 1);
            return true;
        }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The ledger of erasures cannot be read or written ({Reason}): {Count} people whose request was granted wait for it")]
    private static partial void LogNoLedger(ILogger logger, string reason, int count);
}
