using Temadagar.Data;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Kitchen;

/// <summary>The sheet of a day of one's own. Each look at it is in the log before it is shown.</summary>
public sealed class ReadKitchenSheet(Database database, OrganizerDayStore ownDays, ThemeDayStore days, NeedsStore needs, AccessLog log)
{
    /// <returns>Null where the day is not the caller's.</returns>
    public async Task<KitchenSheet?> RunAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        OrganizerDay? own;
        KitchenSheet sheet;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null)
            {
                return null;
            }

            sheet = KitchenSheet.Of(own, (await days.FindAsync(read, own.Id))!.ServesFood, await needs.CountOnSiteAsync(read, own.Id), await needs.OfDayAsync(read, own.Id));
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.KitchenSheetOpened, own.Id, own.Board), cancellationToken);
        return sheet;
    }
}
