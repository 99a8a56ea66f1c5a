using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>A person asks to be erased. The organizer is told that there is a case, not whose. Asking once more while one waits for its answer, or has been granted, changes nothing.</summary>
public sealed class AskErasure(Database database, ThemeDayStore days, ErasureRequestStore requests, RegistrationStore registrations, ErasureMails mails, TimeProvider clock)
{
    /// <param name="also">Belongs to the same write: of a wish that was not there before.</param>
    /// <returns>The wish that waits for its answer, or is granted, and whether it did already; null where the registration is another's by now, and the link of before opens nothing.</returns>
    public Task<(ErasureRequest Request, bool Already)?> RunAsync(Registration registration, string? message, CancellationToken cancellationToken, Func<Write, Task>? also = null)
    {
        var request = new ErasureRequest(Guid.CreateVersion7(), registration.Id, registration.ThemeDayId, message, clock.GetUtcNow(), null, null, null);
        return database.WriteAsync<(ErasureRequest, bool)?>(async write =>
        {
            await days.LockAsync(write, registration.ThemeDayId);
            if (await registrations.FindAsync(write, registration.Id) is not { } current || !current.IsStill(registration))
            {
                return null;
            }

            if (await requests.StandingAsync(write, registration.Id) is { } standing)
            {
                return (standing, true);
            }

            await requests.AddAsync(write, request);
            var asked = current with { Changes = current.Changes + 1 };
            await registrations.ChangeAsync(write, asked);
            await mails.QueueAskedAsync(write, asked, (await days.FindAsync(write, registration.ThemeDayId))!);
            if (also is not null)
            {
                await also(write);
            }

            return (request, false);
        }, cancellationToken);
    }
}
