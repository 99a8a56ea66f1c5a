using System.ComponentModel.DataAnnotations;
using Temadagar.ThemeDays;

namespace Temadagar.Needs;

/// <summary>What one can be served that differs from what all are served.</summary>
public enum Diet
{
    Vegetarian,
    Vegan,
    Pescetarian,
    LactoseFree,
    MilkFree,
    GlutenFree,
    NutFree,
    NoPork,

    /// <summary>What the note says.</summary>
    Other,
}

/// <summary>What one person needs to eat and to take part. Health data (GDPR, article 9): only for the kitchen and the room, counted without names.</summary>
/// <param name="Diet">Null: what all are served.</param>
public sealed record PersonNeeds(Diet? Diet, [property: MaxLength(NeedsInput.DietNoteLength)] string? DietNote, [property: MaxLength(NeedsInput.AccessNeedsLength)] string? AccessNeeds)
{
    public static readonly PersonNeeds None = new(null, null, null);

    /// <summary>What is left of it for one who takes part in this way on this day: what nobody needs to know is not kept.</summary>
    public PersonNeeds AskedFor(ThemeDay day, bool onSite) => !onSite ? None : day.ServesFood ? this : new PersonNeeds(null, null, AccessNeeds);
}
