using System.Globalization;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>The tree that says what each thing is: whole, of standard types, and found from both ends.</summary>
internal sealed partial class StructureRules(PdfReading reading, List<string> faults)
{
    private static readonly string[] Standard = ["Document", "Sect", "H1", "H2", "P", "Span", "L", "LI", "LBody", "Figure", "Link", "Form"];

    // By the page's object and the number of the content: the type of the element, and whether a page has it.
    private readonly Dictionary<(string Page, int Number), string> content = [];
    private readonly HashSet<(string Page, int Number)> seen = [];
    // Of the document, and of each of its sections: a document may hold several that were made to stand alone.
    private readonly List<List<string>> parts = [[]];

    public void Check()
    {
        if (reading.Get(reading.Catalog, "StructTreeRoot") is not DictionaryToken root)
        {
            faults.Add("StructTreeRoot (6.7.3)");
            return;
        }

        Must(reading.Get(root, "ParentTree") is DictionaryToken, "ParentTree (6.7.3)");
        foreach (var child in reading.Array(root, "K"))
        {
            Must(reading.Name(child, "S") == "Document", "one Document (UA 7.1)");
            Walk((DictionaryToken)reading.Resolve(child)!, "", parts[0]);
        }

        foreach (var headings in parts)
        {
            Must(headings is [] or ["H1", ..], "the first heading is H1 (UA 7.4)");
            Must(headings.Count(heading => heading == "H1") <= 1, "one H1");
        }
    }

    /// <summary>The type of the element that the content belongs to.</summary>
    public string? ElementOf(string page, int number)
    {
        Must(seen.Add((page, number)), "each number once (14.7.4)");
        return content.GetValueOrDefault((page, number));
    }

    public void CheckThatAllIsFound() => Must(content.Keys.All(seen.Contains), "what the structure names is on a page (6.7.3)");

    private void Walk(DictionaryToken element, string parent, List<string> headings)
    {
        var type = reading.Name(element, "S") ?? "";
        Must(Standard.Contains(type), $"standard types, not {type} (6.7.3.4)");
        Must(PdfReading.Raw(element, "P") is IndirectReferenceToken, "each element knows its parent (14.7.2)");
        Must(type is not "LI" || parent is "L", "LI in L (UA 7.6)");
        Must(type is not "LBody" || parent is "LI", "LBody in LI (UA 7.6)");
        Must(reading.Text(element, "Lang") is not { } language || Tongue().IsMatch(language), "Lang is a language (6.7.4, UA 7.2)");
        if (type == "Sect" && parent == "Document")
        {
            headings = [];
            parts.Add(headings);
        }

        if (type is "H1" or "H2")
        {
            headings.Add(type);
        }

        if (type == "Figure")
        {
            Must(reading.Text(element, "Alt") is { Length: > 0 }, "Alt (UA 7.3)");
            Must(reading.Array(reading.Get(element, "A"), "BBox").Count == 4, "BBox (UA 7.3)");
        }

        var page = PdfReading.Raw(element, "Pg") as IndirectReferenceToken;
        var children = reading.Array(element, "K");
        Must(children.Count > 0, $"no empty {type} (UA 7.1)");
        foreach (var child in children)
        {
            switch (reading.Resolve(child))
            {
                case NumericToken number:
                    Must(page is not null && content.TryAdd((Key(page), number.Int), type), "content belongs to one element (14.7.4)");
                    break;
                case DictionaryToken annotation when reading.Name(annotation, "Type") == "OBJR":
                    Must(type is "Link" or "Form", "an annotation in Link or Form (UA 7.18.5)");
                    break;
                case DictionaryToken inner:
                    Walk(inner, type, headings);
                    break;
            }
        }
    }

    /// <summary>Which object it is, in words.</summary>
    public static string Key(IndirectReferenceToken reference) => string.Create(CultureInfo.InvariantCulture, $"{reference.Data.ObjectNumber}");

    private void Must(bool holds, string rule)
    {
        if (!holds)
        {
            faults.Add(rule);
        }
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Tongue();
}
