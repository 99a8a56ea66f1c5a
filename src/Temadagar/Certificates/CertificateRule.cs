using Temadagar.Registrations;

namespace Temadagar.Certificates;

/// <summary>What comes of a person when a day's certificates are issued.</summary>
public enum CertificateOutcome
{
    /// <summary>Gets the first one, or one after a revoked one where that is asked for.</summary>
    Issue,

    /// <summary>Gets another: the name has been corrected, or it is asked for and something else has changed.</summary>
    Replace,

    /// <summary>Has one.</summary>
    Issued,

    /// <summary>Was not seen.</summary>
    Absent,

    /// <summary>Was there, but for too short a time.</summary>
    TooShort,

    /// <summary>The name has a character that no font can show.</summary>
    Undrawable,

    /// <summary>Had one that was revoked; another is issued only where that is asked for.</summary>
    Revoked,

    /// <summary>Was seen, but has no place: it was cancelled.</summary>
    NotConfirmed,
}

/// <param name="Minutes">How long the person was there between the day's beginning and its end; null: was never seen.</param>
/// <param name="Latest">The state of the person's latest certificate; null: there is none.</param>
/// <param name="NameChanged">Whether that one has another name.</param>
/// <param name="Differs">Whether that one says anything else than a new one would.</param>
/// <param name="AskedAnew">Whether the organizer asks for another one, whatever there is.</param>
public sealed record PersonAtDay(RegistrationStatus Status, int? Minutes, CertificateState? Latest, bool NameChanged, bool Differs, bool AskedAnew, bool CanBeDrawn);

/// <summary>Who gets a certificate. Nobody does who was not there for long enough, whatever else is asked for.</summary>
public static class CertificateRule
{
    /// <param name="ofMinutes">How long the day was; 0: its times are not known, and nobody was there for long enough.</param>
    /// <param name="threshold">Per cent.</param>
    public static bool IsEnough(int minutes, int ofMinutes, int threshold) => minutes > 0 && ofMinutes > 0 && minutes * 100L >= (long)threshold * ofMinutes;

    public static CertificateOutcome Of(PersonAtDay person, int ofMinutes, int threshold)
    {
        if (person.Minutes is not { } minutes)
        {
            return CertificateOutcome.Absent;
        }

        if (person.Status != RegistrationStatus.Confirmed)
        {
            return CertificateOutcome.NotConfirmed;
        }

        if (!IsEnough(minutes, ofMinutes, threshold))
        {
            return CertificateOutcome.TooShort;
        }

        var outcome = person.Latest switch
        {
            CertificateState.Valid => person.NameChanged || (person.AskedAnew && person.Differs) ? CertificateOutcome.Replace : CertificateOutcome.Issued,
            CertificateState.Revoked when !person.AskedAnew => CertificateOutcome.Revoked,
            _ => CertificateOutcome.Issue,
        };
        return outcome is CertificateOutcome.Issue or CertificateOutcome.Replace && !person.CanBeDrawn ? CertificateOutcome.Undrawable : outcome;
    }
}
