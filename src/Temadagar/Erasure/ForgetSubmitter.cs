using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>Forgets a person with those whom they registered: what is found before the write goes in it, and what was sent meanwhile after.</summary>
public sealed class ForgetSubmitter(Database database, SubmitterStore submitters, ThemeDayStore days)
{
    public async Task<NamedSubmissions> FindAsync(PersonName? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return NamedSubmissions.None;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await submitters.NamedAsync(read, name);
    }

    /// <summary>First in the write: holds the row of the person's day, and of the days that those whom they registered are on, in order of id.</summary>
    public async Task LockAsync(Write write, Guid themeDayId, NamedSubmissions named)
    {
        foreach (var id in named.ThemeDayIds.Append(themeDayId).Distinct().Order())
        {
            await days.LockAsync(write, id);
        }
    }

    public async Task ForgetAsync(Write write, Registration registration, PersonName? name, NamedSubmissions named)
    {
        await submitters.ForgetOfOwnAsync(write, registration, name);
        foreach (var id in named.Ids)
        {
            await submitters.ForgetAsync(write, id);
        }
    }

    /// <summary>What was sent between the finding and the write. Once the person is gone from the lists nothing names them any more that could be sent again.</summary>
    public async Task ForgetLateAsync(PersonName? name, CancellationToken cancellationToken)
    {
        var late = await FindAsync(name, cancellationToken);
        if (late.Ids.Count == 0)
        {
            return;
        }

        await database.WriteAsync(async write =>
        {
            foreach (var id in late.ThemeDayIds.Order())
            {
                await days.LockAsync(write, id);
            }

            foreach (var id in late.Ids)
            {
                await submitters.ForgetAsync(write, id);
            }
        }, cancellationToken);
    }
}
