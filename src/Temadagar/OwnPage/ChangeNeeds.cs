using Temadagar.Http;
using Temadagar.Needs;
using Temadagar.Registrations;

namespace Temadagar.OwnPage;

/// <summary>A person says what they need at the day.</summary>
public sealed class ChangeNeeds(ChangeOwn changing, NeedsStore store)
{
    public Task<(Registration? Changed, Problem? Refusal)> RunAsync(Registration opened, PersonNeeds needs, CancellationToken cancellationToken) =>
        changing.RunAsync(opened, async (write, current, day, _) =>
        {
            await store.ReplaceAsync(write, current.Id, needs.AskedFor(day, await store.IsOnSiteAsync(write, current.Id)));
            return (current, null);
        }, cancellationToken);
}
