using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>Where a page of a list ended that has the latest first: an instant, and an id for those of the same instant.</summary>
public static class TimeCursor
{
    public const int Most = 200;

    private static readonly Text BadCursor = new("Ange cursor som den stod i svaret före.", "Give the cursor as it was in the reply before.");
    private static readonly Text BadTake = new($"Ange 1–{Most}.", $"Give 1–{Most}.");

    /// <summary>The place to go on from, before everything where there is no cursor; what is wrong with cursor or take is noted.</summary>
    public static (DateTimeOffset Before, Guid BeforeId) Read(int take, string? cursor, Faults faults)
    {
        if (take is < 1 or > Most)
        {
            faults.Add("take", BadTake);
        }

        if (cursor is null)
        {
            return (DateTimeOffset.MaxValue.AddDays(-1), Guid.AllBitsSet);
        }

        if (cursor.Split('.') is [var time, var id]
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var beforeId))
        {
            return (new DateTimeOffset(ticks, TimeSpan.Zero), beforeId);
        }

        faults.Add("cursor", BadCursor);
        return default;
    }

    public static string Write(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}.{id:N}";
}
