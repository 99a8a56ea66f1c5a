using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>A person asks to be erased. The organizer is told that there is a case, not whose. Asking once more while one waits for its answer changes nothing.</summary>
public sealed class AskErasure(Database database, ThemeDayStore days, ErasureRequestStore requests, RegistrationStore registrations, ErasureMails mails, TimeProvider clock)
{
    /// <returns>The wish that waits for its answer; null where the registration is another's by now, and the link of before opens nothing.</returns>
    public Task<ErasureRequest?> RunAsync(Registration registration, string? message, CancellationToken cancellationToken)
    {
        var request = new ErasureRequest(Guid.CreateVersion7(), registration.Id, registration.ThemeDayId, message, clock.GetUtcNow(), null, null, null);
        return database.WriteAsync<ErasureRequest?>(async write =>
        {
            await days.LockAsync(write, registration.ThemeDayId);
            if (await registrations.FindAsync(write, registration.Id) is not { } current || !current.IsStill(registration))
            {
                return null;
            }

            if (await requests.LatestAsync(write, registration.Id) is { AnsweredAt: null } waiting)
            {
                return waiting;
            }

            await requests.AddAsync(write, request);
            var asked = current with { Changes = current.Changes + 1 };
            await registrations.ChangeAsync(write, asked);
            await mails.QueueAskedAsync(write, asked, (await days.FindAsync(write, registration.ThemeDayId))!);
            return request;
        }, cancellationToken);
    }
}
