namespace Temadagar.Pdf;

/// <summary>
/// A PDF that anyone can read and that an archive takes: tagged (PDF/UA-1, ISO 14289-1) and kept to PDF/A-2a (ISO 19005-2), as far as the one who draws tells what
/// each thing is. The same calls give the same bytes. One document is one caller's at a time; fonts and images may be shared.
/// </summary>
public sealed class PdfDocument
{
    private readonly PdfProperties properties;
    private readonly ObjectWriter writer;
    private readonly StructureTree structure;
    private readonly int pageTree;
    private readonly int resources;
    private readonly List<int> pages = [];
    private readonly Dictionary<TrueTypeFont, EmbeddedFont> fonts = [];
    private readonly Dictionary<PdfImage, (string Resource, int Id)> images = [];
    private PdfPage? current;

    public PdfDocument(PdfProperties properties)
    {
        this.properties = properties;
        writer = new ObjectWriter(properties.Standard == PdfStandard.A1a ? "1.4" : "1.7");
        structure = new StructureTree(writer);
        (pageTree, resources) = (writer.Reserve(), writer.Reserve());
    }

    public bool HasPages => pages.Count > 0;

    /// <summary>The next page; the one before it is done and takes no more. Measures in points (1/72 inch).</summary>
    public PdfPage AddPage(double width, double height)
    {
        current?.Finish(pageTree, resources);
        current = new PdfPage(this, writer, structure, width, height);
        pages.Add(current.Id);
        return current;
    }

    /// <summary>Sends what is whole and forgets it, so that a document of any length takes little memory. Never writes synchronously.</summary>
    public Task FlushAsync(Stream target, CancellationToken cancellationToken) => writer.DrainAsync(target, cancellationToken);

    /// <summary>Ends the document and sends what is left of it.</summary>
    public async Task SaveAsync(Stream target, CancellationToken cancellationToken)
    {
        Finish();
        await writer.DrainAsync(target, cancellationToken);
    }

    /// <inheritdoc cref="SaveAsync"/>
    public void Save(Stream target)
    {
        Finish();
        writer.Drain(target);
    }

    /// <summary>Ends the document, signed as a whole; nothing of it may have been flushed.</summary>
    /// <exception cref="InvalidOperationException">Something has been sent already, or the signature takes more room than was said.</exception>
    public void SaveSigned(Stream target, PdfSignature signature)
    {
        var space = SignatureSpace.Write(writer, signature);
        var field = Last().SignatureField(signature, space.Id);
        // Bits 1 and 2: there is a signature, and whoever adds to the document appends (12.7.2).
        Finish($" /AcroForm << /Fields [{Syntax.Reference(field)}] /SigFlags 3 >>");
        target.Write(space.Fill(writer.Whole()));
    }

    internal EmbeddedFont Embedded(TrueTypeFont font)
    {
        if (!fonts.TryGetValue(font, out var embedded))
        {
            embedded = new EmbeddedFont(font, $"F{Syntax.Number(fonts.Count + 1)}", writer.Reserve());
            fonts.Add(font, embedded);
        }

        return embedded;
    }

    internal string Placed(PdfImage image)
    {
        if (!images.TryGetValue(image, out var placed))
        {
            placed = ($"I{Syntax.Number(images.Count + 1)}", image.Write(writer));
            images.Add(image, placed);
        }

        return placed.Resource;
    }

    private PdfPage Last() => current ?? throw new InvalidOperationException("A document has at least one page.");

    private void Finish(string form = "")
    {
        Last().Finish(pageTree, resources);
        foreach (var font in fonts.Values)
        {
            font.Write(writer, properties.Standard);
        }

        writer.Object(
            resources,
            $"<< /Font << {string.Concat(fonts.Values.Select(font => $"/{font.Resource} {Syntax.Reference(font.Id)} "))}>> "
            + $"/XObject << {string.Concat(images.Values.Select(image => $"/{image.Resource} {Syntax.Reference(image.Id)} "))}>> >>");
        writer.Object(pageTree, $"<< /Type /Pages /Count {Syntax.Number(pages.Count)} /Kids [{Syntax.References(pages)}] >>");
        var catalog = writer.Object(
            $"<< /Type /Catalog /Pages {Syntax.Reference(pageTree)} /Lang {Syntax.Text(properties.Language)} /MarkInfo << /Marked true >> /StructTreeRoot {Syntax.Reference(structure.Write())} "
            + $"/ViewerPreferences << /DisplayDocTitle true >> /Metadata {Syntax.Reference(Metadata.Write(writer, properties))} "
            + $"/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {Syntax.Reference(ColourProfile.Write(writer))} >>]{form} >>");
        writer.Trailer(catalog, Metadata.WriteInformation(writer, properties));
        current = null;
    }
}
