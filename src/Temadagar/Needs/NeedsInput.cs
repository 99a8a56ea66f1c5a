using Temadagar.Http;

namespace Temadagar.Needs;

/// <summary>Reads what a person needs, the same in every form.</summary>
public static class NeedsInput
{
    public const int DietNoteLength = 200;
    public const int AccessNeedsLength = 500;

    private static readonly Texts.Text NoNote = new("Skriv vilken kost det gäller.", "Write which diet it is.");

    public static PersonNeeds Read(JsonFields fields)
    {
        var (diet, note) = (fields.OptionalChoice<Diet>("diet"), fields.OptionalText("dietNote", DietNoteLength));
        if (diet == Diet.Other && note is null)
        {
            fields.Fault("dietNote", NoNote);
        }

        // A note says that it is something else than what all are served.
        return new PersonNeeds(note is null ? diet : diet ?? Diet.Other, note, fields.OptionalText("accessNeeds", AccessNeedsLength));
    }
}
