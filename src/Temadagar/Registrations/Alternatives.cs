using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Registrations;

/// <summary>What one person waits for where one place is enough. Whoever takes a place in one of them leaves the others.</summary>
public sealed class Alternatives(Database database, ThemeDayStore days, RegistrationStore registrations, CancelRegistration cancelling)
{
    /// <summary>Holds the rows of all days that taking a place touches: the first thing in that write.</summary>
    /// <param name="ofDays">As <see cref="DaysAsync"/> gave them.</param>
    public async Task LockAsync(Write write, IReadOnlyList<Guid> ofDays)
    {
        foreach (var day in ofDays)
        {
            await days.LockAsync(write, day);
        }
    }

    /// <summary>The days of a person's alternatives in order of id. They can be read before the write: alternatives are made together, and each stays on its day.</summary>
    public async Task<IReadOnlyList<Guid>> DaysAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (registration.ChoiceId is not { } choice)
        {
            return [registration.ThemeDayId];
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return [.. (await registrations.OfChoiceAsync(read, choice)).Select(alternative => alternative.ThemeDayId).Append(registration.ThemeDayId).Distinct().Order()];
    }

    /// <summary>After a place has been taken, within that write: ends the waits in the others, and tells of each by the mail of its day.</summary>
    public async Task ReleaseAsync(Write write, Registration taken, DateTimeOffset now)
    {
        foreach (var other in await OthersAsync(write, taken))
        {
            if (other.Status != RegistrationStatus.Waitlisted)
            {
                continue;
            }

            // Of a day that is cancelled or over everyone has been told what there is to tell.
            var day = (await days.FindAsync(write, other.ThemeDayId))!;
            if (!day.IsOverAt(now))
            {
                await cancelling.CancelAsync(write, other, day, CancelReason.TookOther, now);
            }
        }
    }

    /// <summary>Whether the person has a place in another of them.</summary>
    public async Task<bool> HasTakenOtherAsync(Session session, Registration registration) =>
        (await OthersAsync(session, registration)).Any(other => other.Status == RegistrationStatus.Confirmed);

    private async Task<IEnumerable<Registration>> OthersAsync(Session session, Registration registration) =>
        registration.ChoiceId is { } choice ? (await registrations.OfChoiceAsync(session, choice)).Where(other => other.Id != registration.Id) : [];
}
