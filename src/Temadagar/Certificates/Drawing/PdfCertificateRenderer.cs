using Temadagar.Pdf;
using Temadagar.Printing;
using Temadagar.Texts;

namespace Temadagar.Certificates.Drawing;

/// <summary>Certificates by our own PDF writer. It holds the fonts and may be used by many at the same time.</summary>
/// <param name="fontDirectory">Where the font files are that the program ships with.</param>
/// <param name="standard">Other than the rule only for a checker of older documents.</param>
public sealed class PdfCertificateRenderer(string fontDirectory, PdfStandard standard = PdfStandard.A2a) : ICertificateRenderer
{
    // Within the document: there is one.
    private const string SignatureField = "Signature";

    private readonly Typefaces typefaces = new(fontDirectory);
    private readonly LogoImages logoImages = new();

    public string? FirstUndrawable(CertificateContent content) => Texts(content).Select(typefaces.FirstUndrawable).OfType<string>().FirstOrDefault();

    public void Draw(CertificateContent content, Stream output) => Drawn(content).Save(output);

    public void DrawSigned(CertificateContent content, CertificateSignature signature, Stream output) => Drawn(content).SaveSigned(
        output, new PdfSignature(SignatureField, CertificateWords.Signature.In(content.Language), signature.SignedAt, signature.Room, signature.Sign));

    public async Task DrawAllAsync(IAsyncEnumerable<CertificateContent> contents, Language language, string documentTitle, Stream output, CancellationToken cancellationToken)
    {
        var document = new PdfDocument(new PdfProperties(PrintedText.Of(documentTitle), PrintedText.CodeOf(language), "Temadagar", "Temadagar") { Standard = standard });
        await foreach (var content in contents.WithCancellation(cancellationToken))
        {
            DrawPage(document, content);
            await document.FlushAsync(output, cancellationToken);
        }

        if (!document.HasPages)
        {
            EmptyDocument.Say(document, typefaces, CertificateWords.None.In(language));
        }

        await document.SaveAsync(output, cancellationToken);
    }

    private PdfDocument Drawn(CertificateContent content)
    {
        var document = new PdfDocument(new PdfProperties(PrintedText.Of(CertificateWords.DocumentTitle(content)), PrintedText.CodeOf(content.Language), PrintedText.Of(content.Organizer), "Temadagar")
        {
            Subject = PrintedText.Of(content.Title),
            Created = Midnight(content.IssuedOn),
            Standard = standard,
        });
        DrawPage(document, content);
        return document;
    }

    // Drawn whole or not at all: what no font can show is found before the page is begun.
    private void DrawPage(PdfDocument document, CertificateContent content)
    {
        if (FirstUndrawable(content) is { } element)
        {
            throw new UndrawableTextException(element);
        }

        var page = document.AddPage(Look.PaperWidth, Look.PaperHeight);
        using (page.Tag("Sect", PrintedText.CodeOf(content.Language)))
        {
            new CertificatePage(page, typefaces, logoImages, content).Draw();
        }
    }

    private static IEnumerable<string> Texts(CertificateContent content) =>
    [
        content.Name, content.Organizer, content.Title, content.Place, content.Number, content.Signatory, content.SignatoryTitle ?? "", content.VerificationAddress, .. content.Content,
    ];

    private static DateTimeOffset Midnight(DateOnly date) => new(date, TimeOnly.MinValue, TimeSpan.Zero);
}
