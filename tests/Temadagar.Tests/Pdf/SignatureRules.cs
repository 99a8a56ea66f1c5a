using System.Globalization;
using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>
/// Fields are widgets that are named and stand in a Form, and a signature is over all of the file but its own place: PDF/A-2 (6.3, 6.4, annex B), PDF/UA-1 (7.18) and PAdES baseline B-B
/// (ETSI EN 319 142-1, table 1).
/// </summary>
internal sealed class SignatureRules(PdfReading reading, byte[] document, List<string> faults)
{
    public void Check()
    {
        var form = reading.Get(reading.Catalog, "AcroForm");
        var fields = reading.Array(form, "Fields").Select(Key).ToHashSet();
        var widgets = reading.Pages.SelectMany(page => reading.Array(page.Dictionary, "Annots")).Where(one => reading.Name(reading.Resolve(one), "Subtype") == "Widget").ToList();
        Must(fields.SetEquals(widgets.Select(Key)), "each field is a widget on a page, and each widget a field (12.7.2)");
        if (form is null)
        {
            return;
        }

        Must(reading.Get(form, "NeedAppearances") is null && reading.Get(form, "XFA") is null, "a form as it is (6.4.1, 6.4.2)");
        Must(reading.Number(form, "SigFlags") == 3, "SigFlags (6.4.3)");
        foreach (var widget in widgets)
        {
            CheckWidget(widget);
        }
    }

    private void CheckWidget(IToken reference)
    {
        var widget = reading.Resolve(reference);
        Must(reading.Text(widget, "T") is { Length: > 0 }, "a field has a name (12.7.3.1)");
        Must(reading.Text(widget, "TU") is { Length: > 0 }, "TU (UA 7.18.1)");
        Must(reading.Get(widget, "A") is null && reading.Get(widget, "AA") is null, "a field does nothing (6.4.1)");
        var box = reading.Array(widget, "Rect").OfType<NumericToken>().Select(number => number.Double).ToList();
        Must(reading.Get(widget, "AP") is not null || (box.Count == 4 && box[0].Equals(box[2]) && box[1].Equals(box[3])), "a widget has a picture or no extent (6.3.3)");
        Must(Forms().Contains(Key(reference)), "a widget stands in a Form (UA 7.18.4)");
        Must(reading.Name(widget, "FT") == "Sig", "fields for signatures only");
        CheckSignature(reading.Get(widget, "V"));
    }

    private void CheckSignature(IToken? signature)
    {
        Must(reading.Name(signature, "Filter") == "Adobe.PPKLite" && reading.Name(signature, "SubFilter") == "ETSI.CAdES.detached", "SubFilter (PAdES)");
        Must(reading.Get(signature, "Cert") is null && reading.Get(signature, "Reference") is null, "the certificate is in the signature alone (PAdES, B.2)");
        Must(reading.Text(signature, "M") is { Length: > 0 }, "M (PAdES)");
        var range = reading.Array(signature, "ByteRange").OfType<NumericToken>().Select(number => number.Int).ToList();
        Must(
            range is [0, > 0, _, > 0] && range[2] + range[3] == document.Length && range[2] < document.Length && document[range[1]] == '<' && document[range[2] - 1] == '>'
            && document[(range[1] + 1)..(range[2] - 1)].All(letter => char.IsAsciiHexDigitUpper((char)letter)),
            "signed is all but the signature (B.1)");
    }

    // What is found in an element of the type Form, alone.
    private HashSet<string> Forms()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        void Walk(IToken? element)
        {
            var children = reading.Array(element, "K");
            foreach (var child in children)
            {
                var inner = reading.Resolve(child);
                if (reading.Name(inner, "Type") == "OBJR" && reading.Name(element, "S") == "Form" && children.Count == 1)
                {
                    found.Add(Key(PdfReading.Raw((DictionaryToken)inner!, "Obj")!));
                }
                else if (inner is DictionaryToken && reading.Name(inner, "Type") != "OBJR")
                {
                    Walk(inner);
                }
            }
        }

        Walk(reading.Get(reading.Catalog, "StructTreeRoot"));
        return found;
    }

    private static string Key(IToken token) => token is IndirectReferenceToken reference ? reference.Data.ObjectNumber.ToString(CultureInfo.InvariantCulture) : "";

    private void Must(bool holds, string rule)
    {
        if (!holds)
        {
            faults.Add(rule);
        }
    }
}
