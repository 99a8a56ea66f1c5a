using System.Text.RegularExpressions;
using Dapper;
using Temadagar.Registrations;

namespace Temadagar.Attendance;

/// <summary>Someone whom a line of a report may be about.</summary>
/// <param name="EmailNormalized">No address where the person has none.</param>
[method: ExplicitConstructor]
public sealed record ReportCandidate(Guid Id, string FirstName, string LastName, string Organization, RegistrationStatus Status, string EmailNormalized);

/// <summary>By what someone in a report was recognised.</summary>
public enum MatchedBy
{
    Email,
    Name,
}

public enum UnmatchedReason
{
    /// <summary>Nobody of the day has the address or the name.</summary>
    Unknown,

    /// <summary>Several of the day have the name, or several in the report.</summary>
    Ambiguous,

    /// <summary>On the waitlist, or cancelled.</summary>
    NotConfirmed,
}

/// <param name="Candidate">Who it is; null: <paramref name="Reason"/> says why nobody is.</param>
public sealed record ReportMatch(ReportedPerson Reported, ReportCandidate? Candidate, MatchedBy By, UnmatchedReason Reason)
{
    public bool IsMatched => Candidate is { Status: RegistrationStatus.Confirmed };
}

/// <summary>
/// Tells who of a day is who in a report: by address, else by name. A guess would make someone present who was not there, so a name that
/// could be two people's is nobody's.
/// </summary>
public static partial class ReportMatches
{
    public static IReadOnlyList<ReportMatch> Of(IReadOnlyList<ReportedPerson> people, IReadOnlyList<ReportCandidate> candidates)
    {
        // An address may have cancelled and registered anew.
        var byAddress = candidates.OrderBy(one => one.Status).DistinctBy(one => one.EmailNormalized).ToDictionary(one => one.EmailNormalized, StringComparer.Ordinal);
        var byName = candidates.ToLookup(one => NameKey($"{one.FirstName} {one.LastName}"), StringComparer.Ordinal);
        var matches = people.Select(person => Match(person, byAddress, byName)).ToList();
        var taken = matches.Where(match => match.IsMatched).ToLookup(match => match.Candidate!.Id);
        return [.. matches.Select(match => match is { IsMatched: true, By: MatchedBy.Name } && taken[match.Candidate!.Id].Count() > 1 ? Unmatched(match.Reported, UnmatchedReason.Ambiguous) : match)
            // Two addresses of one person: one who was there at both times.
            .GroupBy(match => match.IsMatched ? match.Candidate!.Id : (object)match)
            .Select(group => group.Count() == 1 ? group.First() : group.First() with
            {
                Reported = group.First().Reported with { Spans = MeetingReport.United(group.SelectMany(match => match.Reported.Spans)) },
            })];
    }

    private static ReportMatch Match(ReportedPerson person, Dictionary<string, ReportCandidate> byAddress, ILookup<string, ReportCandidate> byName)
    {
        foreach (var address in person.Addresses)
        {
            if (byAddress.TryGetValue(address, out var owner))
            {
                return Matched(person, owner, MatchedBy.Email);
            }
        }

        var namesakes = byName[NameKey(person.Name)].ToList();
        return namesakes.FindAll(one => one.Status == RegistrationStatus.Confirmed) switch
        {
            [var only] => Matched(person, only, MatchedBy.Name),
            [] => Unmatched(person, namesakes.Count == 0 ? UnmatchedReason.Unknown : UnmatchedReason.NotConfirmed),
            _ => Unmatched(person, UnmatchedReason.Ambiguous),
        };
    }

    private static ReportMatch Matched(ReportedPerson person, ReportCandidate candidate, MatchedBy by) =>
        candidate.Status == RegistrationStatus.Confirmed ? new(person, candidate, by, default) : Unmatched(person, UnmatchedReason.NotConfirmed);

    private static ReportMatch Unmatched(ReportedPerson person, UnmatchedReason reason) => new(person, null, default, reason);

    // "Öberg, Åsa (Gäst)" is Åsa Öberg.
    private static string NameKey(string name)
    {
        var bare = Aside().Replace(name, " ");
        var parts = bare.Split(',', StringSplitOptions.TrimEntries);
        var ordered = parts is [{ Length: > 0 } last, { Length: > 0 } first] ? $"{first} {last}" : bare;
        return string.Join(' ', ordered.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Aside();
}
