using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>What every change has in common that a person makes to the own registration: the locks of the days that it may touch, and whether it may be changed now.</summary>
public sealed class ChangeOwn(Database database, ThemeDayStore days, Alternatives alternatives, RegistrationStore registrations, TimeProvider clock)
{
    /// <param name="opened">The registration that the link stands for.</param>
    /// <param name="change">Is given the registration and the day as they are now, and says how the registration is after, or why nothing was changed.</param>
    public async Task<(Registration? Changed, Problem? Refusal)> RunAsync(
        Registration opened, Func<Write, Registration, ThemeDay, DateTimeOffset, Task<(Registration?, Problem?)>> change, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var touched = await alternatives.DaysAsync(opened, cancellationToken);
        return await database.WriteAsync(async write =>
        {
            await alternatives.LockAsync(write, touched);
            // Whoever joins a waitlist stands behind all who came before.
            await days.ArriveAsync(write, opened.ThemeDayId);
            if (await registrations.FindAsync(write, opened.Id) is not { } current)
            {
                return (null, Problem.LinkNotValid);
            }

            var day = (await days.FindAsync(write, opened.ThemeDayId))!;
            return OwnChangeProblems.Refusing(current, opened, day, await registrations.HasComeAsync(write, current.Id), now) is { } refusal
                ? (null, refusal)
                : await change(write, current, day, now);
        }, cancellationToken);
    }
}
