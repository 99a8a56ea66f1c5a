using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>What would come of one person.</summary>
/// <param name="Minutes">Between the day's beginning and its end.</param>
/// <param name="Share">Per cent of the day, rounded down.</param>
/// <param name="Character">Of the name, that no font can show.</param>
/// <param name="Latest">The latest certificate that the person has had.</param>
/// <param name="Differs">Whether that one, being valid, says anything else than a new one would.</param>
public sealed record PlannedCertificate(Candidate Person, int Minutes, int Share, CertificateOutcome Outcome, string? Character, Certificate? Latest, bool Differs);

/// <param name="People">In Swedish order. Whoever has no place and was not seen is not among them.</param>
public sealed record CertificatePlan(FactsOfDay Facts, IReadOnlyList<PlannedCertificate> People);

/// <summary>Works out who gets a certificate of a day, from who was there, the day's settings and what was issued before. The preview and the issuing both go by it.</summary>
public sealed class PlanCertificates(CertificateFacts facts, CertificateStore certificates, CertificateCodes codes, DayAttendance attendance)
{
    /// <param name="anew">Registrations that another certificate is asked for, whatever they have.</param>
    public async Task<CertificatePlan> OfAsync(Session session, ThemeDay day, IReadOnlySet<Guid> anew)
    {
        var says = await facts.OfAsync(session, day);
        var minutes = await attendance.MinutesOfDayAsync(session, day);
        var latest = (await certificates.OfDayAsync(session, day.Id)).GroupBy(one => one.RegistrationId).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Sequence)!);
        return new CertificatePlan(says, [.. (await certificates.CandidatesAsync(session, day.Id))
            .Select(person => Of(person, minutes.TryGetValue(person.Id, out var present) ? present : null, latest.GetValueOrDefault(person.Id), anew.Contains(person.Id), says))
            .Where(planned => planned.Outcome != CertificateOutcome.Absent || planned.Latest is not null || planned.Person.Status == Registrations.RegistrationStatus.Confirmed)]);
    }

    /// <summary>What would come of one person who is in no list.</summary>
    /// <param name="latest">The latest certificate that the person has had.</param>
    public async Task<(FactsOfDay Facts, PlannedCertificate Planned)> OfOneAsync(Session session, ThemeDay day, Candidate person, Certificate? latest)
    {
        var says = await facts.OfAsync(session, day);
        var minutes = await attendance.MinutesOfDayAsync(session, day);
        return (says, Of(person, minutes.TryGetValue(person.Id, out var present) ? present : null, latest, anew: false, says));
    }

    private PlannedCertificate Of(Candidate person, int? minutes, Certificate? latest, bool anew, FactsOfDay says)
    {
        var character = facts.FirstUndrawable(person.FullName);
        var said = latest?.Says;
        var differs = latest is { State: CertificateState.Valid } && !(said!.SaysTheSameAs(says.For(person, default, "")) && codes.Knows(latest.Id, latest.CodeHash));
        var outcome = CertificateRule.Of(
            new PersonAtDay(person.Status, minutes, latest?.State, said?.Name != person.FullName, differs, anew, character is null), says.Minutes, says.Settings.Threshold);
        return new PlannedCertificate(
            person, minutes ?? 0, says.Minutes == 0 ? 0 : (minutes ?? 0) * 100 / says.Minutes, outcome, outcome == CertificateOutcome.Undrawable ? character : null, latest, differs);
    }
}
