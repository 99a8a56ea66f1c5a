using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>Takes a certificate back, for good. Whoever verifies it is told so, and when; the reason is the organizers' own.</summary>
public sealed class RevokeCertificate(Database database, OrganizerDayStore ownDays, ThemeDayStore days, CertificateStore certificates, AccessLog log, TimeProvider clock)
{
    /// <returns>The certificate as it is now, or why nothing was done. Doing it twice is doing it once, with the first reason.</returns>
    public async Task<(CertificateView? Certificate, Problem? Refusal)> RunAsync(Caller caller, Guid id, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Certificate? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await certificates.FindAsync(read, id);
        }

        return found is null ? (null, CertificateProblems.UnknownToOrganizer) : await database.WriteAsync<(CertificateView?, Problem?)>(async write =>
        {
            await days.LockAsync(write, found.ThemeDayId);
            var day = (await days.FindAsync(write, found.ThemeDayId))!;
            if (await ownDays.FindAsync(write, day.Slug, caller.SeenBoard) is not { } own || await certificates.FindAsync(write, id) is not { } current)
            {
                return (null, CertificateProblems.UnknownToOrganizer);
            }

            switch (current.State)
            {
                case CertificateState.Replaced:
                    return (null, CertificateProblems.Replaced);
                case CertificateState.Valid:
                    await certificates.RevokeAsync(write, id, reason, now);
                    await log.AddAsync(write, caller, AccessAction.CertificateRevoked, current.RegistrationId, own.Board, 1);
                    break;
            }

            return (CertificateView.Of((await certificates.FindAsync(write, id))!), null);
        }, cancellationToken);
    }
}
