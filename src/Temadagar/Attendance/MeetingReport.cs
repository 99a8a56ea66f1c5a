using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Http;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>Someone in a meeting, as the meeting's tool names them.</summary>
/// <param name="Email">As it is written there; null: the tool did not know it.</param>
public sealed record ReportedPresence(string Name, string? Email, DateTimeOffset From, DateTimeOffset Until);

/// <summary>
/// Reads the attendance report of an online meeting as Microsoft Teams writes it: UTF-16 or UTF-8, cells between tabs, commas or
/// semicolons, in parts with a heading each. What it reads are lines of a name, when the person joined and when they left, and an
/// address: headings are in the organizer's language, and so are not looked at. The last part that has such lines is the most exact:
/// each time someone joined, and not only the first.
/// </summary>
public static partial class MeetingReport
{
    public const int MaxBytes = 1024 * 1024;

    private const int MaxLines = 20_000;

    private static readonly Text NotText = new("Filen går inte att läsa som text. Välj närvarorapporten (CSV) från mötet.", "The file cannot be read as text. Choose the meeting's attendance report (CSV).");
    private static readonly Text NoLines = new("Filen har inga rader med namn, anslutning och utgång. Välj närvarorapporten (CSV) från mötet.", "The file has no lines of a name, when they joined and when they left. Choose the meeting's attendance report (CSV).");
    private static readonly Text TooManyLines = new("Filen har för många rader.", "The file has too many lines.");
    private static readonly Text BadTime = new("tiden går inte att läsa.", "the time cannot be read.");
    private static readonly Text OtherDay = new("tiden är inte på temadagen.", "the time is not on the theme day.");
    private static readonly Text Backwards = new("personen gick innan den kom.", "the person left before they came.");

    // Of the organizer's computer: which of them it is shows by the date being the day's.
    private static readonly string[] Dates = ["yyyy-MM-dd", "M/d/yyyy", "M/d/yy", "d/M/yyyy", "d/M/yy", "d.M.yyyy", "d.M.yy", "yyyy/M/d", "yyyy. M. d", "d-M-yyyy"];
    private static readonly string[] Clocks = ["H:mm:ss", "H:mm", "h:mm:ss tt", "h:mm tt", "H.mm.ss", "H.mm"];
    private static readonly string[] Moments = [.. Dates.SelectMany(date => Clocks.Select(clock => $"{date} {clock}")), "yyyy-MM-ddTHH:mm:ss"];

    /// <param name="date">Of the theme day, on whose wall clock the times are.</param>
    /// <param name="faults">Gets what is wrong, by line as people count them.</param>
    public static IReadOnlyList<ReportedPresence> Read(byte[] bytes, DateOnly date, Faults faults)
    {
        if (Decode(bytes) is not { } text)
        {
            faults.Add("", NotText);
            return [];
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > MaxLines)
        {
            faults.Add("", TooManyLines);
            return [];
        }

        var read = new List<ReportedPresence>();
        var found = new List<ReportedPresence>();
        var problems = new List<(int Line, Text Why)>();
        var foundProblems = problems;
        foreach (var (index, line) in lines.Index())
        {
            var cells = Cells(line);
            if (cells.Count(cell => cell.Length > 0) <= 1)
            {
                // An empty line or a heading ends a part.
                Close();
                continue;
            }

            ReadLine(index + 1, cells);
        }

        Close();
        foundProblems.ForEach(problem => faults.Add($"lines[{problem.Line}]", new($"Rad {problem.Line}: {problem.Why.Swedish}", $"Line {problem.Line}: {problem.Why.English}")));
        if (found.Count == 0 && foundProblems.Count == 0)
        {
            faults.Add("", NoLines);
        }

        return found;

        void ReadLine(int number, IReadOnlyList<string> cells)
        {
            if (cells.Count < 3 || cells[0].Length == 0 || !(LooksLikeTime(cells[1]) && LooksLikeTime(cells[2])))
            {
                return;
            }

            if (Candidates(cells[1]) is not { Count: > 0 } joined || Candidates(cells[2]) is not { Count: > 0 } left)
            {
                problems.Add((number, BadTime));
                return;
            }

            if (!joined.Any(OnTheDay) || !left.Any(OnTheDay))
            {
                problems.Add((number, OtherDay));
                return;
            }

            var (from, until) = (joined.First(OnTheDay), left.First(OnTheDay));
            if (until < from)
            {
                problems.Add((number, Backwards));
                return;
            }

            read.Add(new ReportedPresence(cells[0], cells.Skip(3).FirstOrDefault(cell => cell.Contains('@', StringComparison.Ordinal)), In(from), In(until)));
        }

        void Close()
        {
            if (read.Count + problems.Count > 0)
            {
                (found, foundProblems) = (read, problems);
                (read, problems) = ([], []);
            }
        }

        bool OnTheDay(DateTime moment) => DateOnly.FromDateTime(moment) == date;
    }

    private static DateTimeOffset In(DateTime wall) => Stockholm.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));

    private static bool LooksLikeTime(string cell) => Time().IsMatch(cell);

    private static List<DateTime> Candidates(string cell)
    {
        var plain = Spaces().Replace(cell.Replace(',', ' '), " ").Trim();
        return [.. Moments
            .Select(format => DateTime.TryParseExact(plain, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : (DateTime?)null)
            .OfType<DateTime>().Distinct()];
    }

    private static string? Decode(byte[] bytes)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            [_, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
        try
        {
            var text = encoding.GetString(bytes).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A quotation mark that is not closed is a word; a line with a broken cell has no time to be read.
    private static List<string> Cells(string line)
    {
        var separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        return SeparatedLine.Cells(line, separator) ?? [.. line.Split(separator, StringSplitOptions.TrimEntries)];
    }

    [GeneratedRegex(@"\d+[./:-]\s?\d+.*\d[.:]\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    // Windows writes the one before AM and PM so that it does not break.
    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
