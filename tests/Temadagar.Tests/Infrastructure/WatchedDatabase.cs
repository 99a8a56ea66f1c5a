using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Temadagar.Data;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// SQLite, which runs one write at a time, with an eye on what SQL Server needs to do the same: a write that changes what belongs to a day begins by locking the day's row, several
/// days in order of id. What it reads before is of a day that another may be changing.
/// </summary>
internal sealed partial class WatchedDatabase(Database inner) : DatabaseAround(inner)
{
    /// <summary>What has a day, or a registration for one, and is decided from the rest of what the day has.</summary>
    internal static readonly IReadOnlySet<string> OfDay = new HashSet<string>
    {
        "Places", "Registrations", "Waits", "WaitlistGroups", "Needs", "CheckIns", "Certificates", "Transfers", "Interests", "Sessions", "ErasureRequests", "ProtectedPeople", "FrozenFigures",
        "SignedCertificates",
    };

    /// <summary>Mail has states of its own, an announcement and a speaker have rows of their own to lock; the rest is an organizer's note that nothing else depends on.</summary>
    internal static readonly IReadOnlySet<string> OnItsOwn = new HashSet<string>
    {
        "Outbox", "AnnouncementRecipients", "SpeakerSchedules", "CertificateSettings", "ErasureReports", "ProtectedLooks", "Releases", "SharedDays", "StewardDays",
    };

    private const string AllDays = "all";

    private readonly ConcurrentQueue<string> faults = [];

    public IReadOnlyCollection<string> Faults => faults;

    protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken) => Inner.WriteAsync(async write =>
    {
        var statements = new List<string>();
        var connection = ((SqliteConnection)write.Connection).Handle!;
        raw.sqlite3_trace(connection, (_, sql) => statements.Add(sql), null);
        try
        {
            return await work(write);
        }
        finally
        {
            raw.sqlite3_trace(connection, (strdelegate_trace)null!, null);
            if (FaultOf(statements) is { } fault)
            {
                faults.Enqueue(fault);
            }
        }
    }, cancellationToken);

    internal static string? FaultOf(IReadOnlyList<string> statements)
    {
        // A day that is made in the same write is nobody else's yet.
        if (statements.Any(sql => sql.StartsWith("INSERT INTO ThemeDays", StringComparison.Ordinal)) || statements.Index().FirstOrDefault(one => OfDay.Contains(Changed(one.Item) ?? "")) is not { Item: { } change } first)
        {
            return null;
        }

        if (LockedBy(statements[0]) is null)
        {
            return $"A write changes {Changed(change)} and begins with: {Start(statements[0])}";
        }

        var locked = statements.Take(first.Index).Select(LockedBy).OfType<string>().Distinct().ToList();
        return !locked.Order(StringComparer.Ordinal).SequenceEqual(locked) ? "A write locks days in another order than of their ids."
            : !locked.Contains(AllDays) && statements.Skip(first.Index).Where(sql => OfDay.Contains(Changed(sql) ?? "")).SelectMany(DaysIn).Except(locked).Any()
                ? "A write changes what another day has than it has locked."
            : statements.Skip(first.Index).Select(LockedBy).OfType<string>().Except(locked).Any() ? $"A write locks another day after it has changed {Changed(change)}."
            : null;
    }

    private static string? LockedBy(string sql) => !sql.StartsWith("UPDATE ThemeDays", StringComparison.Ordinal) ? null
        : LockedDay().Match(sql) is { Success: true } match ? match.Groups[1].Value
        : sql.Contains("WHERE", StringComparison.Ordinal) ? null : AllDays;

    // By the days that a statement names: what has only its own id, or its registration's, says nothing of the day.
    private static IEnumerable<string> DaysIn(string sql)
    {
        if (Insert().Match(sql) is not { Success: true } insert)
        {
            return OfThatDay().Matches(sql).Select(match => match.Groups[1].Value);
        }

        var at = insert.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries).IndexOf("ThemeDayId");
        return at < 0 ? [] : [Value().Matches(insert.Groups[2].Value)[at].Value.Trim().Trim('\'')];
    }

    private static string? Changed(string sql) => Change().Match(sql) is { Success: true } match ? match.Groups[1].Value : null;

    // Without values: they may be people's.
    private static string Start(string sql) => sql.Split(['=', '(', '\''], 2)[0];

    [GeneratedRegex(@"^(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)")]
    private static partial Regex Change();

    [GeneratedRegex(@"^INSERT INTO \w+ \(([^)]*)\)\s+VALUES \((.*)\)\s*$", RegexOptions.Singleline)]
    private static partial Regex Insert();

    [GeneratedRegex(@"\s*'(?:[^']|'')*'|[^,]+")]
    private static partial Regex Value();

    [GeneratedRegex(@"\bThemeDayId = '([0-9a-f-]{36})'")]
    private static partial Regex OfThatDay();

    [GeneratedRegex(@"\bId = '([0-9a-f-]{36})'")]
    private static partial Regex LockedDay();
}
