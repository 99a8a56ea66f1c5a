namespace Temadagar.ThemeDays;

/// <summary>Where something is, in words, from the smallest part to the largest: "Aulan, Kulturens hus, Luleå".</summary>
public static class Whereabouts
{
    /// <summary>What is not known is left out, and so is what the part before says already. Null where nothing is known.</summary>
    public static string? Of(params ReadOnlySpan<string?> parts)
    {
        string? place = null;
        foreach (var part in parts)
        {
            place = part is null ? place : place is null ? part : place.Contains(part, StringComparison.OrdinalIgnoreCase) ? place : $"{place}, {part}";
        }

        return place;
    }
}
