using System.Globalization;

namespace Temadagar.Pdf;

/// <summary>
/// What the parts of the document are, in the order in which they are read (ISO 32000-1, 14.7 and 14.8). An element is written
/// when it ends, so that a document of a thousand pages keeps only the numbers of its top elements.
/// </summary>
internal sealed class StructureTree(ObjectWriter writer)
{
    private readonly int root = writer.Reserve();
    private readonly int document = writer.Reserve();
    private readonly List<int> children = [];
    private readonly List<int> parents = [];

    public StructureElement Begin(string type, string attributes, StructureElement? parent)
    {
        var element = new StructureElement(writer.Reserve(), parent?.Id ?? document, type, attributes);
        if (parent is null)
        {
            children.Add(element.Id);
        }
        else
        {
            parent.Children.Add(Syntax.Reference(element.Id));
        }

        return element;
    }

    public void End(StructureElement element, int page) =>
        writer.Object(
            element.Id,
            $"<< /Type /StructElem /S /{element.Type} /P {Syntax.Reference(element.Parent)} /Pg {Syntax.Reference(page)}{element.Attributes} /K [{string.Join(' ', element.Children)}] >>");

    /// <summary>A key in the tree that leads from content back to its element; what is found there may be written later.</summary>
    public int AddParent(int id)
    {
        parents.Add(id);
        return parents.Count - 1;
    }

    public int Write()
    {
        writer.Object(document, $"<< /Type /StructElem /S /Document /P {Syntax.Reference(root)} /K [{Syntax.References(children)}] >>");
        var numbers = string.Join(' ', parents.Select((id, key) => string.Create(CultureInfo.InvariantCulture, $"{key} {id} 0 R")));
        var tree = writer.Object($"<< /Nums [{numbers}] >>");
        writer.Object(root, $"<< /Type /StructTreeRoot /K {Syntax.Reference(document)} /ParentTree {Syntax.Reference(tree)} /ParentTreeNextKey {parents.Count.ToString(CultureInfo.InvariantCulture)} >>");
        return root;
    }
}

/// <summary>An element while it is open. Its children are elements, content of its page (by number) and annotations.</summary>
internal sealed record StructureElement(int Id, int Parent, string Type, string Attributes)
{
    public List<string> Children { get; } = [];
}
