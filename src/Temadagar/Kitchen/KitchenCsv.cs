using System.Globalization;
using Temadagar.Exports;
using Temadagar.Needs;
using Temadagar.Texts;

namespace Temadagar.Kitchen;

/// <summary>The diets of a day, for the caterer. needs-sv.js and needs-en.js call them the same.</summary>
internal static class KitchenCsv
{
    private static readonly Text Diet = new("Kost", "Diet");
    private static readonly Text Count = new("Antal", "Number");
    private static readonly Text Notes = new("Tillägg", "Notes");
    private static readonly Text Usual = new("Utan önskemål", "No request");

    public static async Task WriteAsync(Stream to, KitchenSheet sheet, Language language, CancellationToken cancellationToken)
    {
        await using var csv = CsvForExcel.To(to);
        await csv.WriteRecordAsync([Diet.In(language), Count.In(language), Notes.In(language)], cancellationToken);
        await WriteAsync(Usual, sheet.People - sheet.Diets.Sum(diet => diet.Count), []);
        foreach (var diet in sheet.Diets)
        {
            await WriteAsync(Of(diet.Diet), diet.Count, diet.Notes);
        }

        await csv.FlushAsync(cancellationToken);

        ValueTask WriteAsync(Text name, int count, IReadOnlyList<string> notes) =>
            csv.WriteRecordAsync([name.In(language), count.ToString(CultureInfo.InvariantCulture), string.Join(" / ", notes)], cancellationToken);
    }

    private static Text Of(Diet diet) => diet switch
    {
        Needs.Diet.Vegetarian => new("Vegetarisk", "Vegetarian"),
        Needs.Diet.Vegan => new("Vegansk", "Vegan"),
        Needs.Diet.Pescetarian => new("Vegetarisk med fisk", "Vegetarian with fish"),
        Needs.Diet.LactoseFree => new("Laktosfri", "Lactose-free"),
        Needs.Diet.MilkFree => new("Fri från mjölkprotein", "Free from milk protein"),
        Needs.Diet.GlutenFree => new("Glutenfri", "Gluten-free"),
        Needs.Diet.NutFree => new("Fri från nötter", "Free from nuts"),
        Needs.Diet.NoPork => new("Utan fläskkött", "No pork"),
        _ => new("Annan kost", "Other diet"),
    };
}
