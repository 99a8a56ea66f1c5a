using System.Runtime.CompilerServices;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>
/// All valid certificates of a day, as one PDF or one by one in a ZIP. The log has its row before the first is read; each is read, drawn and sent before the next, so that
/// a thousand take no more memory than ten, and whoever leaves stops it.
/// </summary>
public sealed class ExportCertificates(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, CertificateStore certificates, CertificateCodes codes, DrawCertificates drawing,
    CertificateDocuments documents, ICertificateRenderer renderer, AccessLog log)
{
    private static readonly Text Heading = new("Intyg om deltagande", "Certificates of attendance");

    /// <returns>The export, or why there is none: the day is not the caller's, or one's code cannot be drawn any more.</returns>
    public async Task<(CertificateExport? Export, Problem? Refusal)> OpenAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        OrganizerDay? own;
        ThemeDay day;
        var total = 0;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            own = await ownDays.FindAsync(read, slug, caller.SeenBoard);
            if (own is null)
            {
                return (null, EditOwnDay.Unknown);
            }

            day = (await days.FindAsync(read, own.Id))!;
            await foreach (var code in certificates.StreamCodesAsync(read, own.Id).WithCancellation(cancellationToken))
            {
                if (!codes.Knows(code.Id, code.CodeHash))
                {
                    return (null, CertificateProblems.CodeLost);
                }

                total++;
            }
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.CertificatesExported, own.Id, own.Board, total), cancellationToken);
        return (new CertificateExport(day, total, StreamAsync(own.Id, cancellationToken)), null);
    }

    /// <summary>All in one. It is a bundle to print and is not signed: a signature would be over everybody's at once.</summary>
    public Task WritePdfAsync(CertificateExport export, Language language, Stream to, CancellationToken cancellationToken) => renderer.DrawAllAsync(
        drawing.ContentsAsync(export.Certificates, cancellationToken), language, $"{Heading.In(language)} – {ThemeDayFacts.Of(export.Day).TitleIn(language)}", to, cancellationToken);

    /// <summary>Each as its holder gets it, signed where those are.</summary>
    public Task WriteZipAsync(CertificateExport export, Stream to, CancellationToken cancellationToken) =>
        CertificateZip.WriteAsync(to, documents.OfAllAsync(export.Certificates, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<Certificate> StreamAsync(Guid themeDayId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        await foreach (var certificate in certificates.StreamValidAsync(read, themeDayId).WithCancellation(cancellationToken))
        {
            yield return certificate;
        }
    }
}

/// <param name="Total">How many there were when it was opened.</param>
/// <param name="Certificates">Read as they are asked for; once.</param>
public sealed record CertificateExport(ThemeDay Day, int Total, IAsyncEnumerable<Certificate> Certificates);
