using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>What every change has in common that a person makes to the own registration: the day's lock, and whether it may be changed now.</summary>
public sealed class ChangeOwn(Database database, ThemeDayStore days, RegistrationStore registrations, TimeProvider clock)
{
    /// <param name="opened">The registration that the link stands for.</param>
    /// <param name="change">Is given the registration and the day as they are now, and says how the registration is after, or why nothing was changed.</param>
    public Task<(Registration? Changed, Problem? Refusal)> RunAsync(
        Registration opened, Func<Write, Registration, ThemeDay, DateTimeOffset, Task<(Registration?, Problem?)>> change, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(async write =>
        {
            // As an arrival: whoever joins a waitlist stands behind all who came before.
            await days.ArriveAsync(write, opened.ThemeDayId);
            var current = (await registrations.FindAsync(write, opened.Id))!;
            var day = (await days.FindAsync(write, opened.ThemeDayId))!;
            return OwnChangeProblems.Refusing(current, opened, day, await registrations.HasComeAsync(write, current.Id), now) is { } refusal
                ? (null, refusal)
                : await change(write, current, day, now);
        }, cancellationToken);
    }
}
