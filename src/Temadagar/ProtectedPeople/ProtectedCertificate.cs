using Temadagar.Certificates;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.ProtectedPeople;

/// <summary>
/// A certificate of someone with protected identity, by themselves: with the alias or, where they want it, with the true name. No list has it. The true name needs a reason here as anywhere.
/// </summary>
public sealed class ProtectedCertificate(
    OwnProtectedPerson own, ProtectedPersonStore people, CertificateStore certificates, PlanCertificates plans, IssueCertificates issuing, DrawCertificates drawing,
    CertificateDocuments documents, AccessLog log, TimeProvider clock)
{
    public static readonly Problem NotEarned = new("certificate-not-earned", 409,
        new("Personen kan inte få något intyg", "The person cannot have a certificate"),
        new("Personen var inte närvarande tillräckligt länge, saknar plats, har ett återkallat intyg eller ett namn som inte går att skriva. Inget har utfärdats.",
            "The person was not present for long enough, has no place, has a revoked certificate or a name that cannot be written. Nothing was issued."));

    public static readonly Problem KeyGone = new("protected-contact-unreadable", 409,
        new("Uppgifterna går inte att läsa", "The details cannot be read"),
        new("Nyckeln som de krypterades med finns inte kvar. Fråga personen och skriv in dem på nytt.", "The key that they were encrypted with is gone. Ask the person and write them anew."));

    /// <param name="reason">Why it bears the true name; null: it bears the alias.</param>
    public Task<(ProtectedPerson? Person, ProblemResult? Refusal)> IssueAsync(Caller caller, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var (look, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        return own.RunAsync<ProtectedPerson>(caller, id, async (write, found) =>
        {
            if (issuing.Refusal(found.Day) is { } refusal)
            {
                return (null, new ProblemResult(refusal));
            }

            var current = found.Registration;
            var candidate = new Candidate(id, current.FirstName, current.LastName, "", Email: null, current.Status, current.Participation, current.Language, current.LinkGeneration);
            if (reason is not null)
            {
                if (await people.ContactAsync(write, id) is not { } contact)
                {
                    return (null, new ProblemResult(KeyGone));
                }

                candidate = candidate with { FirstName = contact.FirstName, LastName = contact.LastName };
            }

            var (facts, planned) = await plans.OfOneAsync(write, found.Day, candidate, await certificates.LatestAsync(write, id));
            if (facts.Faults.Count > 0)
            {
                return (null, new ProblemResult(CertificateProblems.FactsMissing, facts.AsFaults()));
            }

            switch (planned.Outcome)
            {
                case CertificateOutcome.Issue or CertificateOutcome.Replace:
                    await issuing.IssueAsync(write, facts, [planned], isProtected: true);
                    await log.AddAsync(write, caller, AccessAction.CertificatesIssued, id, found.Own.Board, 1);
                    break;
                case not CertificateOutcome.Issued:
                    return (null, new ProblemResult(NotEarned));
            }

            if (reason is not null)
            {
                await people.AddLookAsync(write, look, id, caller.Id!.Value, reason, now);
            }

            return ((await people.FindAsync(write, id))!, null);
        }, cancellationToken);
    }

    /// <summary>The document to hand over. It is in the log before it is given out.</summary>
    /// <param name="reason">Why the name on it is looked at; null will do where that is the alias.</param>
    public async Task<(byte[]? Pdf, string FileName, ProblemResult? Refusal)> DrawAsync(Caller caller, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var (look, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var (latest, refusal) = await own.RunAsync<Certificate>(caller, id, async (write, found) =>
        {
            if (await certificates.LatestAsync(write, id) is not { State: CertificateState.Valid } valid)
            {
                return (null, new ProblemResult(CertificateProblems.None));
            }

            if (!drawing.CanDraw(valid))
            {
                return (null, new ProblemResult(CertificateProblems.CodeLost));
            }

            // After a change of alias it may be the one of before; that cannot be told from a true name without opening it.
            if (valid.Says.Name != found.Registration.FullName)
            {
                if (reason is null)
                {
                    var faults = new Faults();
                    faults.Add("reason", ProtectedEndpoints.NoReason);
                    return (null, new ProblemResult(Problem.InvalidInput, faults));
                }

                await people.AddLookAsync(write, look, id, caller.Id!.Value, reason, now);
            }

            await log.AddAsync(write, caller, AccessAction.CertificateOpened, id, found.Own.Board, 1);
            return (valid, null);
        }, cancellationToken);
        return latest is null ? (null, "", refusal) : (await documents.OfAsync(latest, cancellationToken), $"intyg-{latest.Number}.pdf", null);
    }
}
