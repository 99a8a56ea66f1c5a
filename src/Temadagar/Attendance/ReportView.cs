using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>Whom a report is about.</summary>
/// <param name="Kept">Of how many something is new.</param>
public sealed record ReportView(IReadOnlyList<MatchedPerson> Matched, IReadOnlyList<UnmatchedPerson> Unmatched, int Kept)
{
    public static ReportView Of(ThemeDay day, IReadOnlyList<ReportMatch> matches, IReadOnlySet<Guid> undone, int kept) => new(
        [.. matches.Where(match => match.IsMatched).Select(match => MatchedPerson.Of(day, match, undone.Contains(match.Candidate!.Id)))],
        [.. matches.Where(match => !match.IsMatched).Select(match => new UnmatchedPerson(
            match.Reported.Name, match.Reported.Addresses is [var address, ..] ? address : null, match.Reported.Spans, match.Reason))],
        kept);
}

/// <param name="ReportName">As the report has it.</param>
/// <param name="Minutes">Whole minutes within the day's hours.</param>
/// <param name="Undone">Whether something that a report said of the person has been undone by hand: the same report does not bring it back.</param>
public sealed record MatchedPerson(
    Guid RegistrationId, string FirstName, string LastName, string Organization, string ReportName, MatchedBy By, IReadOnlyList<ReportedSpan> Spans, int Minutes, bool Undone)
{
    public static MatchedPerson Of(ThemeDay day, ReportMatch match, bool undone)
    {
        var person = match.Candidate!;
        var spans = match.Reported.Spans.Select(span => new PresenceSpan(Guid.Empty, span.From, span.To));
        return new MatchedPerson(
            person.Id, person.FirstName, person.LastName, person.Organization, match.Reported.Name, match.By, match.Reported.Spans,
            PresenceSpans.Minutes(spans, AtTheDoor.BeginningOf(day), day.End ?? Stockholm.At(day.Date!.Value.AddDays(1), TimeOnly.MinValue)), undone);
    }
}

/// <param name="Email">Null: the report has none.</param>
public sealed record UnmatchedPerson(string ReportName, string? Email, IReadOnlyList<ReportedSpan> Spans, UnmatchedReason Reason);
