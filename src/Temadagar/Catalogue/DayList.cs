using Temadagar.Data;
using Temadagar.Http;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>The published theme days in order, as JSON: what every visitor asks for first, so it is put together once for all who ask at a time (<see cref="Remembered{T}"/>).</summary>
public sealed class DayList(Database database, ThemeDayStore days, PlaceStore places, TimeProvider clock, JsonReplies replies)
{
    private readonly Remembered<byte[]> list = new(database, clock, async () =>
    {
        await using var read = await database.OpenReadAsync();
        var now = clock.GetUtcNow();
        var all = await days.ListAsync(read);
        var placesOf = await places.ListAsync(read);
        return replies.WriteBytes(all.Select(day => ThemeDayView.Of(day, placesOf[day.Id], now)));
    });

    public ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) => list.GetAsync(cancellationToken);
}
