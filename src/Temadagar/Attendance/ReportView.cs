using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>Whom a report is about.</summary>
/// <param name="Kept">Of how many saving adds something.</param>
public sealed record ReportView(IReadOnlyList<MatchedPerson> Matched, IReadOnlyList<UnmatchedPerson> Unmatched, int Kept)
{
    public static ReportView Of(ThemeDay day, IReadOnlyList<ReportMatch> matches, IReadOnlyDictionary<Guid, ReportStanding> standings, int kept) => new(
        [.. matches.Where(match => match.IsMatched).Select(match => MatchedPerson.Of(day, match, standings[match.Candidate!.Id]))],
        [.. matches.Where(match => !match.IsMatched).Select(match => new UnmatchedPerson(
            match.Reported.Name, match.Reported.Addresses is [var address, ..] ? address : null, match.Reported.Spans, match.Reason))],
        kept);
}

/// <summary>A report held against what is known of a person.</summary>
/// <param name="Undone">Whether the person has been removed by hand, and not brought back by hand since.</param>
/// <param name="News">What is not known.</param>
public sealed record ReportStanding(bool Undone, IReadOnlyList<CheckInEvent> News);

/// <param name="ReportName">As the report has it.</param>
/// <param name="Minutes">Whole minutes within the day's hours.</param>
/// <param name="Undone">Whether the person has been removed by hand, or something that a report said has, and not brought back since, by <c>restore</c> or on the list: no report adds anything then, unless restore names the person.</param>
/// <param name="Adds">Whether the report says something new of the person.</param>
public sealed record MatchedPerson(
    Guid RegistrationId, string FirstName, string LastName, string Organization, string ReportName, MatchedBy By, IReadOnlyList<ReportedSpan> Spans, int Minutes, bool Undone, bool Adds)
{
    public static MatchedPerson Of(ThemeDay day, ReportMatch match, ReportStanding standing)
    {
        var person = match.Candidate!;
        var spans = match.Reported.Spans.Select(span => new PresenceSpan(Guid.Empty, span.From, span.To));
        return new MatchedPerson(
            person.Id, person.FirstName, person.LastName, person.Organization, match.Reported.Name, match.By, match.Reported.Spans,
            PresenceSpans.Minutes(spans, day.Begins!.Value, day.Ends!.Value), standing.Undone, standing.News.Count > 0);
    }
}

/// <param name="Email">Null: the report has none.</param>
public sealed record UnmatchedPerson(string ReportName, string? Email, IReadOnlyList<ReportedSpan> Spans, UnmatchedReason Reason);
