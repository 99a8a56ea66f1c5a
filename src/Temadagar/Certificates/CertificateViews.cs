namespace Temadagar.Certificates;

/// <summary>Who would get a certificate.</summary>
/// <param name="Ready">Whether anything can be issued: no fact is missing, and all can be drawn.</param>
/// <param name="Missing">What the certificates need and the day or the settings lack: title, organizer, startsAt, endsAt, place, hours, signatory; publicAddress, which the operator sets;
/// or hoursBeyondDay: hours are there, but more than between the day's beginning and its end.</param>
/// <param name="Unprintable">What of the day or the settings no font can show.</param>
/// <param name="Signature">Whether certificates are signed when they are given out.</param>
/// <param name="Total">How many people are looked at.</param>
public sealed record CertificatePreview(bool Ready, IReadOnlyList<string> Missing, IReadOnlyList<UnprintableFact> Unprintable, CertificateSigningState Signature, int Total,
    IReadOnlyList<PreviewedPerson> People)
{
    public static CertificatePreview Of(CertificatePlan plan) => new(
        plan.Facts.Faults.Count == 0, FactViews.Missing(plan.Facts.Faults), FactViews.Unprintable(plan.Facts.Faults), plan.Facts.Signing, plan.People.Count, [.. plan.People.Select(PreviewedPerson.Of)]);
}

/// <param name="Field">title, organizer, place, content, signatory or signatoryTitle.</param>
public sealed record UnprintableFact(string Field, string Character);

public static class FactViews
{
    public static IReadOnlyList<string> Missing(IEnumerable<FactFault> faults) => [.. faults.Where(fault => fault.Character is null).Select(fault => fault.Field)];

    public static IReadOnlyList<UnprintableFact> Unprintable(IEnumerable<FactFault> faults) =>
        [.. faults.Where(fault => fault.Character is not null).Select(fault => new UnprintableFact(fault.Field, fault.Character!))];
}

/// <param name="Minutes">How long the person was there between the day's beginning and its end.</param>
/// <param name="Share">The same in per cent of the day, rounded down.</param>
/// <param name="Character">Of the name, that no font can show; null where that is not the reason.</param>
/// <param name="CertificateId">Of the valid certificate that the person has; null: none. One who was absent or there too short a time may have one from before that was known: revoke it.</param>
/// <param name="Differs">Whether that one says anything else than a new one would: <c>reissue</c> makes a new one.</param>
public sealed record PreviewedPerson(
    Guid RegistrationId, string FirstName, string LastName, string Organization, int Minutes, int Share, CertificateOutcome Outcome, string? Character, Guid? CertificateId, bool Differs)
{
    public static PreviewedPerson Of(PlannedCertificate planned) => new(
        planned.Person.Id, planned.Person.FirstName, planned.Person.LastName, planned.Person.Organization, planned.Minutes, planned.Share, planned.Outcome, planned.Character,
        planned.Latest is { State: CertificateState.Valid } valid ? valid.Id : null, planned.Differs);
}

/// <summary>What was issued.</summary>
/// <param name="Issued">To people who had none that is valid.</param>
/// <param name="Unchanged">How many have theirs since before.</param>
/// <param name="Mailed">How many of those issued and replaced are told by mail.</param>
/// <param name="WithoutAddress">How many of them have no address.</param>
public sealed record CertificatesIssued(int Issued, int Replaced, int Unchanged, int Mailed, int WithoutAddress, NotIssued NotIssued)
{
    public static CertificatesIssued Of(CertificatePlan plan)
    {
        var count = plan.People.CountBy(planned => planned.Outcome).ToDictionary();
        int Of(CertificateOutcome outcome) => count.GetValueOrDefault(outcome);
        var mailed = plan.People.Count(planned => planned is { Outcome: CertificateOutcome.Issue or CertificateOutcome.Replace, Person.Email: not null });
        var (issued, replaced) = (Of(CertificateOutcome.Issue), Of(CertificateOutcome.Replace));
        return new CertificatesIssued(issued, replaced, Of(CertificateOutcome.Issued), mailed, issued + replaced - mailed, new NotIssued(
            Of(CertificateOutcome.Absent), Of(CertificateOutcome.TooShort), Of(CertificateOutcome.Undrawable), Of(CertificateOutcome.Revoked), Of(CertificateOutcome.NotConfirmed)));
    }
}

/// <summary>How many got none, by the reason (as the preview has it).</summary>
public sealed record NotIssued(int Absent, int TooShort, int Undrawable, int Revoked, int NotConfirmed);

/// <summary>All certificates of a day.</summary>
/// <param name="Total">How many are valid: so many are in the PDF and the ZIP of all.</param>
public sealed record CertificatesView(int Total, IReadOnlyList<CertificateView> Certificates)
{
    public static CertificatesView Of(IReadOnlyList<Certificate> certificates) =>
        new(certificates.Count(one => one.State == CertificateState.Valid), [.. certificates.Select(CertificateView.Of)]);
}

/// <param name="Name">As it says on it.</param>
/// <param name="EndedAt">When it was replaced or revoked.</param>
public sealed record CertificateView(
    Guid Id, Guid RegistrationId, string Number, string Name, DateTimeOffset IssuedAt, CertificateState State, DateTimeOffset? EndedAt, string? RevocationReason)
{
    public static CertificateView Of(Certificate certificate) => new(
        certificate.Id, certificate.RegistrationId, certificate.Number, certificate.Says.Name, certificate.IssuedAt, certificate.State,
        certificate.RevokedAt ?? certificate.ReplacedAt, certificate.RevocationReason);
}
