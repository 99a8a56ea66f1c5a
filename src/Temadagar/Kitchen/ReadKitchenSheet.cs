using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Kitchen;

/// <summary>The sheet of a day of one's own. Each look at it is in the log before it is shown.</summary>
public sealed class ReadKitchenSheet(LookAtOwnDay looking, ThemeDayStore days, NeedsStore needs)
{
    /// <returns>Null where the day is not the caller's.</returns>
    public Task<KitchenSheet?> RunAsync(Caller caller, string slug, CancellationToken cancellationToken) =>
        looking.RunAsync<KitchenSheet>(caller, slug, AccessAction.KitchenSheetOpened, async (read, own) => (
            KitchenSheet.Of(own, (await days.FindAsync(read, own.Id))!.ServesFood, await needs.CountOnSiteAsync(read, own.Id), await needs.OfDayAsync(read, own.Id)), null), cancellationToken);
}
