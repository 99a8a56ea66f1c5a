using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>What the report of an online meeting says of a day's people.</summary>
/// <param name="Kept">How many people's presence was kept; 0 where it was only shown, or all was there already.</param>
public sealed record ReportView(IReadOnlyList<MatchedPerson> Matched, IReadOnlyList<UnmatchedPerson> Unmatched, int Kept);

/// <param name="ReportName">As the report names the person; more than one, where they joined by several.</param>
/// <param name="By">email or name: what the report and the registration have in common.</param>
/// <param name="Minutes">Of the theme day's hours.</param>
public sealed record MatchedPerson(
    Guid RegistrationId, string FirstName, string LastName, string Organization, IReadOnlyList<string> ReportName, MatchedBy By, IReadOnlyList<ReportedSpan> Spans, int Minutes);

public sealed record UnmatchedPerson(string ReportName, string? Email, IReadOnlyList<ReportedSpan> Spans, UnmatchedReason Reason);

public sealed record ReportedSpan(DateTimeOffset From, DateTimeOffset Until);

public enum MatchedBy
{
    Email,
    Name,
}

public enum UnmatchedReason
{
    /// <summary>Nobody registered has the address or the name.</summary>
    Unknown,

    /// <summary>Several registered have the name.</summary>
    Ambiguous,

    /// <summary>Registered, without a place.</summary>
    NotConfirmed,
}

/// <summary>Takes who was at an online meeting from its report: by address, else by name where only one has it. Shown first; the same report twice adds nothing.</summary>
public sealed partial class ImportReport(EditOwnDay editing, Database database, OrganizerDayStore ownDays, ThemeDayStore days, CheckInStore checkIns, TimeProvider clock)
{
    public async Task<(ReportView? View, ProblemResult? Refusal)> RunAsync(Caller caller, string slug, byte[] report, bool preview, CancellationToken cancellationToken)
    {
        ThemeDay? day;
        ReportView shown;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            day = await ownDays.FindAsync(read, slug, caller.SeenBoard) is { } own ? await days.FindAsync(read, own.Id) : null;
            if (day is null)
            {
                return (null, new ProblemResult(EditOwnDay.Unknown));
            }

            if (AtTheDoor.Refuses(day) is { } impossible)
            {
                return (null, new ProblemResult(impossible));
            }

            var faults = new Faults();
            var presences = MeetingReport.Read(report, day.Date!.Value, faults);
            if (faults.Any)
            {
                return (null, new ProblemResult(Problem.InvalidInput, faults));
            }

            shown = Match(day, presences, await checkIns.NamedOfDayAsync(read, day.Id));
        }

        if (preview)
        {
            return (shown, null);
        }

        var now = clock.GetUtcNow();
        var kept = 0;
        return await editing.RunAsync(caller, slug, AccessAction.AttendanceImported, async (write, current, _) =>
        {
            kept = 0;
            if (current.Date != day.Date)
            {
                return Edit.Refused(AttendanceProblems.ListChanged);
            }

            foreach (var person in shown.Matched)
            {
                kept += await KeepAsync(write, caller, current.Id, person, now) ? 1 : 0;
            }

            return kept > 0 ? Edit.Done with { People = kept } : Edit.Unchanged;
        }, (_, _) => Task.FromResult(shown with { Kept = kept }), cancellationToken);
    }

    private async Task<bool> KeepAsync(Write write, Caller caller, Guid themeDayId, MatchedPerson person, DateTimeOffset now)
    {
        var added = false;
        foreach (var (kind, at) in person.Spans.SelectMany(span => new[] { (CheckInKind.In, span.From), (CheckInKind.Out, span.Until) }))
        {
            var happened = new CheckInEvent(IdOf(person.RegistrationId, kind, at), person.RegistrationId, kind, at, CheckInSource.Report, false, null);
            if (await checkIns.FindEventAsync(write, happened.Id) is null)
            {
                await checkIns.AddAsync(write, happened, themeDayId, caller, now);
                added = true;
            }
        }

        return added;
    }

    // The same of the same report is the same event.
    private static Guid IdOf(Guid registrationId, CheckInKind kind, DateTimeOffset at) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"report/{registrationId:D}/{Code.Of(kind)}/{at.UtcTicks}")).AsSpan(0, 16));

    private static ReportView Match(ThemeDay day, IReadOnlyList<ReportedPresence> presences, IReadOnlyList<NamedVisitor> people)
    {
        var byAddress = people.ToLookup(person => person.EmailNormalized, StringComparer.Ordinal);
        var byName = people.ToLookup(person => NameKey($"{person.FirstName} {person.LastName}"), StringComparer.Ordinal);
        var matched = new Dictionary<Guid, (NamedVisitor Person, MatchedBy By, List<ReportedPresence> Presences)>();
        var unmatched = new List<UnmatchedPerson>();
        foreach (var who in presences.GroupBy(presence => (presence.Name, presence.Email)))
        {
            var addressed = who.Key.Email is { } email && EmailAddress.Parse(email) is { } address ? byAddress[address.Normalized].ToList() : [];
            var (found, by) = addressed.Count > 0 ? (addressed, MatchedBy.Email) : ([.. byName[NameKey(who.Key.Name)]], MatchedBy.Name);
            var confirmed = found.Where(person => person.Status == RegistrationStatus.Confirmed).ToList();
            if (confirmed is [var only])
            {
                if (!matched.TryGetValue(only.Id, out var known))
                {
                    matched[only.Id] = known = (only, by, []);
                }

                known.Presences.AddRange(who);
            }
            else
            {
                unmatched.Add(new UnmatchedPerson(
                    who.Key.Name, who.Key.Email, Spans(who),
                    confirmed.Count > 1 ? UnmatchedReason.Ambiguous : found.Count > 0 ? UnmatchedReason.NotConfirmed : UnmatchedReason.Unknown));
            }
        }

        return new ReportView([.. matched.Values.Select(one => Matched(day, one.Person, one.By, one.Presences))], unmatched, 0);
    }

    private static MatchedPerson Matched(ThemeDay day, NamedVisitor person, MatchedBy by, IReadOnlyList<ReportedPresence> presences)
    {
        var spans = Spans(presences);
        return new MatchedPerson(
            person.Id, person.FirstName, person.LastName, person.Organization, [.. presences.Select(presence => presence.Name).Distinct()], by, spans,
            day is { Start: { } start, End: { } end } ? PresenceSpans.Minutes(spans.Select(span => new PresenceSpan(Guid.Empty, span.From, span.Until)), start, end) : 0);
    }

    // Two devices at once are one person once.
    private static List<ReportedSpan> Spans(IEnumerable<ReportedPresence> presences)
    {
        var spans = new List<ReportedSpan>();
        foreach (var presence in presences.OrderBy(presence => presence.From))
        {
            if (spans is [.., var last] && presence.From <= last.Until)
            {
                spans[^1] = last with { Until = presence.Until > last.Until ? presence.Until : last.Until };
            }
            else
            {
                spans.Add(new ReportedSpan(presence.From, presence.Until));
            }
        }

        return spans;
    }

    // "Öberg, Åsa (Gäst)" is Åsa Öberg.
    private static string NameKey(string name) => string.Join(' ', SwedishOrder.Words(Remark().Replace(name, "")).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"[(\[].*$", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
