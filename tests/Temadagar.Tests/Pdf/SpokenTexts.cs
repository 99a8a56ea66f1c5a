using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>What is read aloud, part by part in the order of the structure, each in the language of the nearest element around it that has one, else of the document.</summary>
internal static class SpokenTexts
{
    /// <summary>Texts of the pages, and alternative texts.</summary>
    public static IReadOnlyList<(string Language, string Text)> Of(byte[] document)
    {
        using var reading = new PdfReading(document);
        var content = reading.Pages.SelectMany(page => page.GetMarkedContents().Where(marked => marked.MarkedContentIdentifier >= 0)
            .Select(marked => (Key: (page.Number, marked.MarkedContentIdentifier), Text: string.Concat(marked.Letters.Select(letter => letter.Value)))))
            .ToDictionary(marked => marked.Key, marked => marked.Text);
        var numbers = PageNumbers(reading);
        var spoken = new List<(string, string)>();
        Walk(reading.Get(reading.Catalog, "StructTreeRoot"), reading.Text(reading.Catalog, "Lang") ?? "");
        return spoken;

        void Walk(IToken? element, string around)
        {
            var language = reading.Text(element, "Lang") ?? around;
            if (reading.Text(element, "Alt") is { } alternative)
            {
                spoken.Add((language, alternative));
            }

            foreach (var child in reading.Array(element, "K"))
            {
                switch (reading.Resolve(child))
                {
                    case NumericToken number:
                        var page = numbers[StructureRules.Key((IndirectReferenceToken)PdfReading.Raw((DictionaryToken)element!, "Pg")!)];
                        if (content[(page, number.Int)] is { Length: > 0 } text)
                        {
                            spoken.Add((language, text));
                        }

                        break;
                    case DictionaryToken inner when reading.Name(inner, "Type") != "OBJR":
                        Walk(inner, language);
                        break;
                }
            }
        }
    }

    private static Dictionary<string, int> PageNumbers(PdfReading reading) =>
        reading.Array(reading.Get(reading.Catalog, "Pages"), "Kids").Index().ToDictionary(page => StructureRules.Key((IndirectReferenceToken)page.Item), page => page.Index + 1);
}
