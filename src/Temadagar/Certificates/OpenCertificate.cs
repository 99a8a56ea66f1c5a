using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>An organizer opens one certificate of an own day, as it was issued, whatever has become of it since. It is in the log before it is shown.</summary>
public sealed class OpenCertificate(
    Database database, CertificateStore certificates, ThemeDayStore days, OrganizerDayStore ownDays, DrawCertificates drawing, CertificateDocuments documents, AccessLog log)
{
    /// <returns>The PDF and what to call it, or why there is none to have.</returns>
    public async Task<(byte[]? Pdf, string FileName, Problem? Refusal)> RunAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        Certificate? found;
        OrganizerDay? own = null;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await certificates.FindAsync(read, id);
            if (found is not null && await days.FindAsync(read, found.ThemeDayId) is { } day)
            {
                own = await ownDays.FindAsync(read, day.Slug, caller.SeenBoard);
            }
        }

        if (found is null || own is null)
        {
            return (null, "", CertificateProblems.UnknownToOrganizer);
        }

        if (!drawing.CanDraw(found))
        {
            return (null, "", CertificateProblems.CodeLost);
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.CertificateOpened, found.RegistrationId, own.Board, 1), cancellationToken);
        return (await documents.OfAsync(found, cancellationToken), $"intyg-{found.Number}.pdf", null);
    }
}
