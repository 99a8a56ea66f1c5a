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
    public Task LockAsync(Write write, Guid themeDayId, NamedSubmissions named) => LockAsync(write, named.ThemeDayIds.Append(themeDayId).Distinct());

    public async Task ForgetAsync(Write write, Registration registration, PersonName? name, NamedSubmissions named)
    {
        await submitters.ForgetOfOwnAsync(write, registration, name);
        await ForgetAsync(write, named);
    }

    /// <summary>What was sent between the finding and the write.</summary>
    public async Task ForgetLateAsync(PersonName? name, CancellationToken cancellationToken)
    {
        var late = await FindAsync(name, cancellationToken);
        if (late.Ids.Count == 0)
        {
            return;
        }

        await database.WriteAsync(async write =>
        {
            await LockAsync(write, late.ThemeDayIds);
            await ForgetAsync(write, late);
        }, cancellationToken);
    }

    private async Task LockAsync(Write write, IEnumerable<Guid> themeDayIds)
    {
        foreach (var id in themeDayIds.Order())
        {
            await days.LockAsync(write, id);
        }
    }

    private async Task ForgetAsync(Write write, NamedSubmissions named)
    {
        foreach (var id in named.Ids)
        {
            await submitters.ForgetAsync(write, id);
        }
    }
}
