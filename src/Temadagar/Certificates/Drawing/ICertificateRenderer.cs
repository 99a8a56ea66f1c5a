using Temadagar.Texts;

namespace Temadagar.Certificates.Drawing;

/// <summary>Draws certificates. The edge to an engine: another may be put in its place (docs/certificates.md).</summary>
public interface ICertificateRenderer
{
    /// <summary>The first character, as people see one, that no font can show; null where the whole content can be drawn. Ask before a certificate is issued.</summary>
    string? FirstUndrawable(CertificateContent content);

    /// <summary>One certificate as a PDF; the same content gives the same bytes.</summary>
    /// <exception cref="UndrawableTextException">See <see cref="FirstUndrawable"/>.</exception>
    /// <exception cref="InvalidDataException">A logo is not a PNG that can be read.</exception>
    void Draw(CertificateContent content, Stream output);

    /// <summary>The same, looking the same, signed as a whole (PAdES baseline B-B, ETSI EN 319 142-1) by a signature that nobody sees on the page.</summary>
    /// <exception cref="UndrawableTextException">As for <see cref="Draw"/>.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Draw"/>.</exception>
    void DrawSigned(CertificateContent content, CertificateSignature signature, Stream output);

    /// <summary>
    /// Many certificates as one PDF, a page each, written as they come and never synchronously. Of none it makes a page that says so. It cannot be taken back: after a fault half a document has been written.
    /// </summary>
    /// <exception cref="UndrawableTextException">As for <see cref="Draw"/>.</exception>
    /// <exception cref="InvalidDataException">As for <see cref="Draw"/>.</exception>
    Task DrawAllAsync(IAsyncEnumerable<CertificateContent> contents, Language language, string documentTitle, Stream output, CancellationToken cancellationToken);
}
