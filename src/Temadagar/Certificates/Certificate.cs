using Dapper;

namespace Temadagar.Certificates;

public enum CertificateState
{
    Valid,

    /// <summary>By a later one for the same registration.</summary>
    Replaced,

    /// <summary>Taken back; it stays so.</summary>
    Revoked,
}

/// <summary>A certificate that was issued. Of a registration at most one is valid.</summary>
/// <param name="Sequence">Within the day, from 1, without gaps.</param>
/// <param name="CodeHash">Of the code that stands on it; see <see cref="CertificateCodes"/>.</param>
/// <param name="Snapshot">JSON; see <see cref="Says"/>.</param>
/// <param name="RegistrationId">Of a registration that may have been erased since.</param>
/// <param name="ShowsFullName">What the holder chose: who verifies it sees the whole name, else initials.</param>
/// <param name="ErasedAt">From then on it says nothing any more (gallring): that it was issued, and when, is all that is known.</param>
/// <param name="Protected">Whether its holder has protected identity: it is in no list, and what it says is stored sealed.</param>
[method: ExplicitConstructor]
public sealed record Certificate(
    Guid Id, Guid RegistrationId, Guid ThemeDayId, int Sequence, string Number, string CodeHash, string Snapshot, DateTimeOffset IssuedAt, DateTimeOffset? ReplacedAt,
    DateTimeOffset? RevokedAt, string? RevocationReason, bool ShowsFullName, DateTimeOffset? ErasedAt, bool Protected)
{
    public CertificateState State => RevokedAt is not null ? CertificateState.Revoked : ReplacedAt is not null ? CertificateState.Replaced : CertificateState.Valid;

    /// <summary>Read anew each time.</summary>
    public CertificateSnapshot Says => CertificateSnapshot.Read(Snapshot);
}
