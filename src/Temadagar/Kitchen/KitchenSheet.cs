using Temadagar.Needs;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Kitchen;

/// <summary>What those on site need, counted: for the caterer and for whoever sets the room. It names nobody, and its order tells nothing of who registered when.</summary>
/// <param name="People">How many have a place on site.</param>
/// <param name="ServesFood">False: nobody is asked about diet.</param>
/// <param name="AccessNeeds">In each person's own words.</param>
/// <param name="Unreadable">How many have said what they need in a way that cannot be opened any more, because the key is gone.</param>
public sealed record KitchenSheet(
    string ThemeDay, string? Title, string? City, DateOnly? Date, int People, bool ServesFood, IReadOnlyList<DietCount> Diets, IReadOnlyList<string> AccessNeeds, int Unreadable)
{
    public static KitchenSheet Of(OrganizerDay day, bool servesFood, int people, HeldNeeds held) => new(
        day.Slug, day.Title, day.City, day.Date, people, servesFood,
        servesFood
            ? [.. held.People.Where(needs => needs.Diet is not null).GroupBy(needs => needs.Diet!.Value).OrderBy(diet => diet.Key)
                .Select(diet => new DietCount(diet.Key, diet.Count(), InOrder(diet.Select(needs => needs.DietNote))))]
            : [],
        InOrder(held.People.Select(needs => needs.AccessNeeds)), held.Unreadable);

    private static IReadOnlyList<string> InOrder(IEnumerable<string?> lines) => [.. lines.OfType<string>().OrderBy(line => SwedishOrder.Key(line), StringComparer.Ordinal)];
}

/// <param name="Notes">What some of them have added, in their own words.</param>
public sealed record DietCount(Diet Diet, int Count, IReadOnlyList<string> Notes);
