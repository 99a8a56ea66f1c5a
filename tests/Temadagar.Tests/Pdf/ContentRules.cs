using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Graphics.Operations.TextState;
using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>What is painted on a page belongs to an element or is an artifact; its links are described and found from the structure; no letter is missing.</summary>
internal sealed partial class ContentRules(PdfReading reading, Page page, List<string> faults)
{
    private static readonly string[] Painting = ["Tj", "TJ", "'", "\"", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"];

    public void Check(StructureRules structure)
    {
        var parents = ParentsOf(reading.Number(page.Dictionary, "StructParents"));
        var open = new Stack<string>();
        var known = new HashSet<int>();
        foreach (var operation in page.Operations)
        {
            switch (operation)
            {
                case BeginMarkedContent artifact:
                    Must(artifact.Name.Data == "Artifact", "content without a number is an artifact (UA 7.1)");
                    open.Push("Artifact");
                    break;
                case BeginMarkedContentWithProperties marked:
                    var number = reading.Number(marked.Properties, "MCID") ?? -1;
                    var parent = number >= 0 && number < parents.Count ? parents[number] : null;
                    var type = reading.Name(reading.Resolve(parent), "S");
                    Must(type == marked.Name.Data && PdfReading.Raw((DictionaryToken)reading.Resolve(parent)!, "Pg") is IndirectReferenceToken own && structure.ElementOf(StructureRules.Key(own), number) == type,
                        "content is of the element that the structure says (6.7.3)");
                    open.Push(marked.Name.Data);
                    break;
                case EndMarkedContent:
                    Must(open.TryPop(out _), "what ends has begun (14.6)");
                    break;
                case SetFontAndSize font:
                    known = Known(font.Font.Data);
                    break;
                default:
                    Must(operation is not ShowText shown || Codes(shown.Bytes.Span).TrueForAll(known.Contains), "every letter has a picture and a character (6.2.11.7, 6.2.11.8)");
                    Must(open.Count == 1 || !Painting.Contains(operation.Operator), "all that is painted is marked, once (UA 7.1)");
                    break;
            }
        }

        Must(open.Count == 0, "what begins ends on the page (14.6)");
        foreach (var annotation in reading.Array(page.Dictionary, "Annots").Select(reading.Resolve))
        {
            CheckAnnotation(annotation);
        }
    }

    // The codes whose character the font tells and that have a width; 0 is the picture of what is missing.
    private HashSet<int> Known(string resource)
    {
        var font = reading.Get(reading.Get(reading.Get(page.Dictionary, "Resources"), "Font"), resource);
        var descendant = reading.Resolve(reading.Array(font, "DescendantFonts") is [var only] ? only : null);
        var widths = reading.Array(descendant, "W") is [_, ArrayToken list] ? list.Data.Count : 0;
        var map = reading.Get(font, "ToUnicode") is StreamToken stream ? Encoding.ASCII.GetString(reading.Decoded(stream)) : "";
        return [.. Entry().Matches(map).Select(entry => int.Parse(entry.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Where(code => code > 0 && code < widths)];
    }

    private static List<int> Codes(ReadOnlySpan<byte> bytes)
    {
        var codes = new List<int>();
        for (var index = 0; index + 1 < bytes.Length; index += 2)
        {
            codes.Add((bytes[index] << 8) | bytes[index + 1]);
        }

        return codes;
    }

    private void CheckAnnotation(IToken? annotation)
    {
        Must(reading.Name(annotation, "Subtype") is "Link" or "Widget", "links and widgets only (6.3.1)");
        Must(((reading.Number(annotation, "F") ?? 0) & 0b10_0111) == 4, "annotations are printed and not hidden (6.3.2)");
        Must(reading.Name(annotation, "Subtype") != "Link" || reading.Text(annotation, "Contents") is { Length: > 0 }, "Contents (UA 7.18.5)");
        var element = ParentsOf(reading.Number(annotation, "StructParent")) is [var one] ? reading.Resolve(one) : null;
        Must(reading.Name(element, "S") is "Link" or "Form", "StructParent (UA 7.18.1)");
        Must(reading.Name(reading.Get(annotation, "A"), "S") is null or "URI", "no action but to follow (6.5.1)");
        Must(!Uri.TryCreate(reading.Text(reading.Get(annotation, "A"), "URI"), UriKind.Absolute, out var address) || Web().IsMatch(address.Scheme), "an address of the web");
    }

    // Of a page its elements by number; of an annotation its element.
    private IReadOnlyList<IToken> ParentsOf(int? key)
    {
        var numbers = reading.Array(reading.Get(reading.Get(reading.Catalog, "StructTreeRoot"), "ParentTree"), "Nums");
        for (var index = 0; index < numbers.Count - 1; index += 2)
        {
            if ((numbers[index] as NumericToken)?.Int == key)
            {
                return reading.Resolve(numbers[index + 1]) is ArrayToken array ? array.Data : [numbers[index + 1]];
            }
        }

        return [];
    }

    private void Must(bool holds, string rule)
    {
        if (!holds)
        {
            faults.Add(rule);
        }
    }

    [GeneratedRegex("^<([0-9A-F]{4})> <", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("^https?$")]
    private static partial Regex Web();
}
