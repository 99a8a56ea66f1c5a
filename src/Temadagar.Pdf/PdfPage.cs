using System.Globalization;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>
/// One page, drawn from the upper left corner, in points. Whatever is painted belongs to an element of the structure or is an artifact (that is, says
/// nothing: lines, backgrounds); anything else is refused, since PDF/UA refuses it. Elements are opened with <see cref="Tag"/> and closed by disposing.
/// </summary>
public sealed class PdfPage
{
    private readonly PdfDocument document;
    private readonly ObjectWriter writer;
    private readonly StructureTree structure;
    private readonly StringBuilder content = new();
    private readonly Stack<StructureElement> open = [];
    private readonly List<int> marked = [];
    private readonly List<int> annotations = [];
    private readonly int parentKey;
    private readonly int parentArray;
    private bool inArtifact;
    private bool contentIsOpen;
    private bool finished;

    internal PdfPage(PdfDocument document, ObjectWriter writer, StructureTree structure, double width, double height)
    {
        (this.document, this.writer, this.structure, Width, Height) = (document, writer, structure, width, height);
        (Id, parentArray) = (writer.Reserve(), writer.Reserve());
        parentKey = structure.AddParent(parentArray);
    }

    public double Width { get; }

    public double Height { get; }

    internal int Id { get; }

    /// <summary>Opens an element of a standard type (ISO 32000-1, 14.8.4): Sect, H1, P, L, LI, LBody, Span …</summary>
    /// <param name="language">Of what is in it (BCP 47); null: that of what it is part of.</param>
    public IDisposable Tag(string type, string? language = null) => Begin(type, Lang(language));

    /// <summary>A list whose entries have no number (marks, if any, are artifacts).</summary>
    public IDisposable List() => Begin("L", " /A << /O /List /ListNumbering /None >>");

    /// <summary>A picture, with the words for those who do not see it, and where it stands.</summary>
    /// <param name="language">Of the words, as for <see cref="Tag"/>.</param>
    public IDisposable Figure(string alternative, double x, double y, double width, double height, string? language = null) =>
        Begin("Figure", $"{Lang(language)} /Alt {Syntax.Text(alternative)} /A << /O /Layout /BBox [{Box(x, y, width, height)}] >>");

    /// <summary>What is painted until it is disposed says nothing and is passed over by those who listen.</summary>
    public IDisposable Artifact()
    {
        Refuse(inArtifact, "An artifact holds no other.");
        CloseContent();
        inArtifact = true;
        content.Append("/Artifact BMC\n");
        return new Scope(() =>
        {
            content.Append("EMC\n");
            inArtifact = false;
        });
    }

    /// <summary>A link over that area. What is painted in it, before it is disposed, is the link's content.</summary>
    /// <param name="address">In ASCII, as RFC 3986 wants it.</param>
    /// <param name="description">Where it leads, for those who do not see the page.</param>
    /// <exception cref="ArgumentException">The address is not in ASCII.</exception>
    public IDisposable Link(string address, string description, double x, double y, double width, double height)
    {
        if (!Ascii.IsValid(address))
        {
            throw new ArgumentException("An address is written in ASCII.", nameof(address));
        }

        var scope = Begin("Link", "");
        Annotate(key => string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{Box(x, y, width, height)}] /StructParent {key} /Contents {Syntax.Text(description)} /A << /S /URI /URI {Syntax.Bytes(address)} >> >>"));
        return scope;
    }

    /// <param name="baseline">Where the letters stand.</param>
    /// <exception cref="ArgumentException">The font cannot show it all.</exception>
    public void Text(double x, double baseline, string text, TextStyle style)
    {
        Mark();
        var font = document.Embedded(style.Font);
        content.Append(CultureInfo.InvariantCulture, $"{style.Colour.Operands} rg BT /{font.Resource} {Syntax.Number(style.Size)} Tf {Point(x, baseline)} Td {font.Encode(text)} Tj ET\n");
    }

    public void Rectangle(double x, double y, double width, double height, Rgb fill)
    {
        Mark();
        content.Append(CultureInfo.InvariantCulture, $"{fill.Operands} rg {Syntax.Numbers(x, Height - y - height, width, height)} re f\n");
    }

    public void Fill(PdfPath path, Rgb colour)
    {
        Mark();
        content.Append(CultureInfo.InvariantCulture, $"{colour.Operands} rg\n");
        path.Write(content, Height);
        content.Append("f\n");
    }

    public void Stroke(PdfPath path, Rgb colour, double width)
    {
        Mark();
        content.Append(CultureInfo.InvariantCulture, $"{colour.Operands} RG {Syntax.Number(width)} w 1 J 1 j\n");
        path.Write(content, Height);
        content.Append("S\n");
    }

    public void Image(PdfImage image, double x, double y, double width, double height)
    {
        Mark();
        content.Append(CultureInfo.InvariantCulture, $"q {Syntax.Numbers(width, 0, 0, height, x, Height - y - height)} cm /{document.Placed(image)} Do Q\n");
    }

    /// <summary>
    /// The field of the document's signature. Without extent it needs no picture (ISO 19005-2, 6.3.3); it counts as printed and is locked (F 132), is named (/TU) and stands in a Form
    /// (ISO 14289-1, 7.18.4) of its own behind all else.
    /// </summary>
    internal int SignatureField(PdfSignature signature, int value)
    {
        Refuse(open.Count > 0, "A signature comes last.");
        using (Begin("Form", ""))
        {
            return Annotate(key => string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Annot /Subtype /Widget /FT /Sig /T {Syntax.Text(signature.Field)} /TU {Syntax.Text(signature.Description)} /F 132 /Rect [0 0 0 0] /P {Id} 0 R /StructParent {key} /V {value} 0 R >>"));
        }
    }

    internal void Finish(int pageTree, int resources)
    {
        Refuse(open.Count > 0 || inArtifact, "Something is still open on the page.");
        finished = true;
        var stream = writer.Deflated("", Encoding.ASCII.GetBytes(content.ToString()));
        writer.Object(parentArray, $"[{Syntax.References(marked)}]");
        var notes = annotations.Count == 0 ? "" : $" /Annots [{Syntax.References(annotations)}]";
        writer.Object(Id, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {pageTree} 0 R /MediaBox [0 0 {Syntax.Numbers(Width, Height)}] /Resources {resources} 0 R /Contents {stream} 0 R /StructParents {parentKey} /Tabs /S{notes} >>"));
    }

    // Of the element that is open.
    private int Annotate(Func<int, string> dictionary)
    {
        var element = open.Peek();
        var annotation = writer.Object(dictionary(structure.AddParent(element.Id)));
        annotations.Add(annotation);
        element.Children.Add($"<< /Type /OBJR /Obj {Syntax.Reference(annotation)} /Pg {Syntax.Reference(Id)} >>");
        return annotation;
    }

    private Scope Begin(string type, string attributes)
    {
        Refuse(inArtifact, "An artifact holds no element.");
        Refuse(finished, "The page is done.");
        CloseContent();
        var element = structure.Begin(type, attributes, open.TryPeek(out var parent) ? parent : null);
        open.Push(element);
        return new Scope(() =>
        {
            Refuse(open.Peek() != element, "Elements close in the order opposite to that in which they were opened.");
            CloseContent();
            structure.End(open.Pop(), Id);
        });
    }

    private void Mark()
    {
        Refuse(finished, "The page is done.");
        if (inArtifact || contentIsOpen)
        {
            return;
        }

        Refuse(open.Count == 0, "What is painted is part of an element, or an artifact.");
        var element = open.Peek();
        var number = marked.Count.ToString(CultureInfo.InvariantCulture);
        content.Append(CultureInfo.InvariantCulture, $"/{element.Type} << /MCID {number} >> BDC\n");
        element.Children.Add(number);
        marked.Add(element.Id);
        contentIsOpen = true;
    }

    private void CloseContent()
    {
        if (contentIsOpen)
        {
            content.Append("EMC\n");
            contentIsOpen = false;
        }
    }

    private static string Lang(string? language) => language is null ? "" : $" /Lang {Syntax.Text(language)}";

    private string Box(double x, double y, double width, double height) => Syntax.Numbers(x, Height - y - height, x + width, Height - y);

    private string Point(double x, double y) => Syntax.Numbers(x, Height - y);

    private static void Refuse(bool when, string why)
    {
        if (when)
        {
            throw new InvalidOperationException(why);
        }
    }

    private sealed class Scope(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
