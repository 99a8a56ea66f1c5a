using System.Globalization;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Texts;

namespace Temadagar.Attendance;

/// <summary>A time that someone was in a meeting.</summary>
public sealed record ReportedSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>Someone in a meeting, as its report has it.</summary>
/// <param name="Addresses">As registrations have them, in lower case: the mail address, then the user name where it is one. Guests have none.</param>
/// <param name="Spans">In order of time, without overlaps.</param>
public sealed record ReportedPerson(string Name, IReadOnlyList<string> Addresses, IReadOnlyList<ReportedSpan> Spans);

/// <summary>
/// Reads the attendance report of a Teams meeting: numbered sections of lines with tabs (or, where a spreadsheet has saved it, semicolons or
/// commas), of which those count that have names and times. Who is in the list of activities was there at the times it has; who is only in the
/// list of participants, from the first join on for as long as it says. Who was still there when the report was taken out was there until the
/// latest time that it knows of.
/// </summary>
public static class MeetingReport
{
    public const int MaxLines = 10_000;

    private const int MaxFaults = 50;
    private const int MaxName = 200;

    private static readonly char[] Separators = ['\t', ';', ','];

    private static readonly Text NoList = new(
        "Filen har ingen lista med namn, anslutning och avslut. Hämta närvarorapporten från mötet i Teams.",
        "The file has no list of names, joins and leaves. Take the attendance report from the meeting in Teams.");
    private static readonly Text TooManyLines = new($"Filen har fler än {MaxLines} rader.", $"The file has more than {MaxLines} lines.");
    private static readonly Text BadQuotes = new("ett citattecken saknas.", "a quotation mark is missing.");
    private static readonly Text NoName = new("namnet saknas.", "the name is missing.");
    private static readonly Text BadJoin = new("tiden för anslutning går inte att läsa.", "the time of joining cannot be read.");
    private static readonly Text BadLeave = new("tiden för avslut går inte att läsa.", "the time of leaving cannot be read.");
    private static readonly Text OtherDay = new("tiden är inte på temadagen.", "the time is not on the theme day.");
    private static readonly Text LeftBefore = new("avslutet är före anslutningen.", "the leave is before the join.");

    /// <param name="date">Of the theme day.</param>
    /// <param name="faults">Gets what is wrong, by line as people count them.</param>
    /// <returns>Those in the meeting, in the report's order; not to be used if there are faults.</returns>
    public static IReadOnlyList<ReportedPerson> Read(string text, DateOnly date, Faults faults)
    {
        var report = text.ReplaceLineEndings("\n");
        var lines = (report.EndsWith('\n') ? report[..^1] : report).Split('\n');
        if (lines.Length > MaxLines)
        {
            faults.Add("report", TooManyLines);
            return [];
        }

        if (Separators.FirstOrDefault(one => lines.Any(line => SeparatedLine.Cells(line, one) is { } cells && ReportColumns.Of(cells) is not null)) is not (not '\0' and var separator))
        {
            faults.Add("report", NoList);
            return [];
        }

        return People(ReadLines(lines, separator, date, faults));
    }

    private static List<Line> ReadLines(string[] lines, char separator, DateOnly date, Faults faults)
    {
        var read = new List<Line>();
        ReportColumns? columns = null;
        var faulty = 0;
        foreach (var (index, text) in lines.Index())
        {
            var cells = SeparatedLine.Cells(text, separator);
            if (cells is not null && ReportColumns.Of(cells) is { } headings)
            {
                columns = headings;
                continue;
            }

            columns = cells is not null && IsTitle(cells) ? null : columns;
            if (columns is null || cells?.TrueForAll(cell => cell.Length == 0) == true)
            {
                continue;
            }

            var (line, fault) = cells is null ? (null, BadQuotes) : ReadLine(cells, columns, date);
            if (line is not null)
            {
                read.Add(line);
                continue;
            }

            var number = index + 1;
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"lines[{number}]"), new($"Rad {number}: {fault!.Swedish}", $"Line {number}: {fault.English}"));
            if (++faulty == MaxFaults)
            {
                break;
            }
        }

        return read;
    }

    // "3. In-Meeting Activities", which ends the list before; someone of whom only a name is there is a faulty line.
    private static bool IsTitle(List<string> cells) =>
        cells[0].Length > 0 && cells.Skip(1).All(cell => cell.Length == 0) && (cells.Count == 1 || (char.IsAsciiDigit(cells[0][0]) && cells[0].Contains(". ", StringComparison.Ordinal)));

    private static (Line? Line, Text? Fault) ReadLine(List<string> cells, ReportColumns columns, DateOnly date)
    {
        string Cell(int column) => column >= 0 && column < cells.Count ? cells[column] : "";

        var name = PlainText.Clean(Cell(columns.Name), MaxName, out var unreadable);
        if (string.IsNullOrEmpty(name))
        {
            return (null, unreadable ?? NoName);
        }

        if (ReportTime.Read(Cell(columns.Join), date) is not { } join)
        {
            return (null, BadJoin);
        }

        var leave = ReportTime.Read(Cell(columns.Leave), date);
        if (leave is null && Cell(columns.Leave).Length > 0)
        {
            return (null, BadLeave);
        }

        if (join.Date != date || (leave is not null && leave.Date != date && leave.Date != date.AddDays(1)))
        {
            return (null, OtherDay);
        }

        if (leave?.At < join.At)
        {
            return (null, LeftBefore);
        }

        var until = leave?.At;
        if (!columns.Activities && ReportTime.ReadLength(Cell(columns.Length)) is { } length && (until is null || join.At + length < until))
        {
            until = join.At + length;
        }

        var addresses = new[] { Cell(columns.Email), Cell(columns.UserName) }.Select(EmailAddress.Parse).OfType<EmailAddress>().Select(email => email.Normalized).Distinct();
        return (new Line(name, [.. addresses], columns.Activities, join.At, until), null);
    }

    private static IReadOnlyList<ReportedPerson> People(List<Line> lines)
    {
        var latest = lines.Select(line => line.Until ?? line.From).DefaultIfEmpty().Max();
        // One person may have the mail address in one section and the user name in another, or in one of them neither.
        var nameless = lines.Where(line => line.Addresses.Count > 0).GroupBy(line => NameKey(line.Name), StringComparer.Ordinal)
            .Where(group => group.Select(line => line.Addresses[0]).Distinct().Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Addresses[0], StringComparer.Ordinal);
        return [.. lines.GroupBy(line => line.Addresses is [var address, ..] ? address : nameless.GetValueOrDefault(NameKey(line.Name)) ?? NameKey(line.Name), StringComparer.Ordinal)
            .Select(group => new ReportedPerson(
                group.First().Name,
                [.. group.SelectMany(line => line.Addresses).Distinct()],
                United(group.Where(line => line.Activity == group.Any(one => one.Activity)).Select(line => new ReportedSpan(line.From, line.Until ?? latest)))))];
    }

    /// <summary>The same times without overlaps: someone may be there with two devices.</summary>
    public static IReadOnlyList<ReportedSpan> United(IEnumerable<ReportedSpan> spans) =>
        [.. PresenceSpans.United(spans.Select(span => new PresenceSpan(Guid.Empty, span.From, span.To))).Select(span => new ReportedSpan(span.From, span.Until!.Value))];

    private static string NameKey(string name) => "\0" + name.ToLowerInvariant();

    private sealed record Line(string Name, IReadOnlyList<string> Addresses, bool Activity, DateTimeOffset From, DateTimeOffset? Until);
}
