using System.Globalization;
using System.Text.RegularExpressions;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Programme;

/// <summary>A session of a pasted programme, and the one it takes the place of; null: it is new.</summary>
public sealed record PastedSession(SessionPlan Session, SessionPlan? Before)
{
    public bool IsChanged => Before is not null && !Session.IsAs(Before);
}

/// <summary>
/// Reads a programme pasted from a spreadsheet or a text: <c>time;title;speaker e-mails;room</c>, a session a line, by semicolons or
/// tabs (RFC 4180). A line is the session that is there at that time in that room, so that only what differs counts as changed;
/// what no line is of goes. Kinds and abstracts, which it does not have, stay.
/// </summary>
public static partial class ProgrammeCsv
{
    private static readonly Text NoTime = new(
        "skriv tiden som 09.00–10.15, och semikolon eller tabb mellan kolumnerna.", "write the time as 09:00-10:15, and semicolons or tabs between the columns.");
    private static readonly Text BadQuotes = new(
        "en cell som börjar med ett citattecken måste sluta med ett. Citattecken inne i en sådan cell skrivs som två.",
        "a cell that begins with a quotation mark must end with one. Quotation marks within such a cell are written as two.");
    private static readonly Text EndsTooEarly = new("passet måste sluta efter att det börjar.", "the session must end after it starts.");
    private static readonly Text NoTitle = new("titeln saknas.", "the title is missing.");
    private static readonly Text TooManyColumns = new("raden har fler än fyra kolumner.", "the line has more than four columns.");
    private static readonly Text TooManySpeakers = new($"högst {ProgrammeInput.MaxSpeakers} medverkande får plats.", $"there is room for at most {ProgrammeInput.MaxSpeakers} speakers.");
    private static readonly Text TooManySessions = new($"ett program kan ha högst {ProgrammeInput.MaxSessions} pass.", $"a programme can have at most {ProgrammeInput.MaxSessions} sessions.");
    private static readonly Text Empty = new("Klistra in minst en rad.", "Paste at least one line.");

    private static readonly SessionPlan Nothing = new(Guid.Empty, default, default, "", null, SessionKind.Talk, null, []);

    private static readonly HashSet<string> BreakWords = new(["fika", "kaffe", "lunch", "paus", "rast", "bensträckare", "break", "coffee"], StringComparer.OrdinalIgnoreCase);

    /// <param name="speakers">Those who may be named. Where two have one address, the board's own is meant.</param>
    /// <param name="before">The programme that is there.</param>
    /// <param name="faults">Gets what is wrong, by line as people count them.</param>
    /// <returns>The sessions in the order of the lines; not to be used if there are faults.</returns>
    public static IReadOnlyList<PastedSession> Read(string csv, IReadOnlyList<SpeakerChoice> speakers, IReadOnlyList<SessionPlan> before, Faults faults)
    {
        var byAddress = speakers.OrderBy(speaker => speaker.Shared).DistinctBy(speaker => speaker.EmailNormalized).ToDictionary(speaker => speaker.EmailNormalized, speaker => speaker.Id);
        var lines = new List<SessionPlan>();
        foreach (var (index, line) in csv.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (SeparatedLine.Cells(line, line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';') is not { } cells)
            {
                Note(faults, index + 1, BadQuotes);
                lines.Add(Nothing);
                continue;
            }

            if (cells.TrueForAll(cell => cell.Length == 0) || (lines.Count == 0 && IsHeading(cells)))
            {
                continue;
            }

            lines.Add(ReadLine(index + 1, cells, byAddress, faults));
            if (lines.Count > ProgrammeInput.MaxSessions)
            {
                Note(faults, index + 1, TooManySessions);
                break;
            }
        }

        if (lines.Count == 0)
        {
            faults.Add("csv", Empty);
        }

        return Match(lines, before);
    }

    private static SessionPlan ReadLine(int number, List<string> cells, Dictionary<string, Guid> byAddress, Faults faults)
    {
        string Cell(int column) => column < cells.Count ? cells[column] : "";
        if (cells.Count > 4)
        {
            Note(faults, number, TooManyColumns);
        }

        var (startsAt, endsAt) = ReadTime(Cell(0)) is { } time ? time : (default, default);
        if (ReadTime(Cell(0)) is null)
        {
            Note(faults, number, NoTime);
        }
        else if (endsAt <= startsAt)
        {
            Note(faults, number, EndsTooEarly);
        }

        var title = Clean(number, Cell(1), ProgrammeInput.MaxTitle, faults);
        if (title is "")
        {
            Note(faults, number, NoTitle);
        }

        var ids = ReadSpeakers(number, Cell(2), byAddress, faults);
        var room = Clean(number, Cell(3), ProgrammeInput.MaxRoom, faults);
        var kind = ids.Count == 0 && BreakWords.Contains((title ?? "").Split(' ')[0]) ? SessionKind.Break : SessionKind.Talk;
        return new SessionPlan(Guid.CreateVersion7(), startsAt, endsAt, title ?? "", null, kind, room is "" ? null : room, ids);
    }

    private static List<Guid> ReadSpeakers(int number, string cell, Dictionary<string, Guid> byAddress, Faults faults)
    {
        var ids = new List<Guid>();
        foreach (var address in cell.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (byAddress.TryGetValue(address.ToLowerInvariant(), out var id))
            {
                if (!ids.Contains(id))
                {
                    ids.Add(id);
                }
            }
            else
            {
                var shown = address.Length <= 100 ? address : address[..100] + "…";
                Note(faults, number, new($"ingen av era medverkande har adressen {shown}.", $"none of your speakers has the address {shown}."));
            }
        }

        if (ids.Count > ProgrammeInput.MaxSpeakers)
        {
            Note(faults, number, TooManySpeakers);
        }

        return ids;
    }

    // Those that are most alike find each other first: parallel sessions are told apart by what they are, and the order of the lines means nothing.
    private static readonly Func<SessionPlan, SessionPlan, bool>[] Likeness =
    [
        (one, line) => one.EndsAt == line.EndsAt && one.Title == line.Title && one.Speakers.SequenceEqual(line.Speakers),
        (one, line) => one.EndsAt == line.EndsAt && one.Title == line.Title,
        (one, line) => one.EndsAt == line.EndsAt && one.Speakers.Count > 0 && one.Speakers.SequenceEqual(line.Speakers),
        (one, line) => one.Title == line.Title,
        (one, line) => one.EndsAt == line.EndsAt,
        (_, _) => true,
    ];

    private static List<PastedSession> Match(List<SessionPlan> lines, IReadOnlyList<SessionPlan> before)
    {
        var found = new SessionPlan?[lines.Count];
        var left = before.ToList();
        foreach (var isLike in Likeness)
        {
            foreach (var (index, line) in lines.Index().Where(line => found[line.Index] is null))
            {
                if (left.Find(one => one.StartsAt == line.StartsAt && isLike(one, line) && string.Equals(one.Room, line.Room, StringComparison.OrdinalIgnoreCase)) is { } match)
                {
                    found[index] = match;
                    left.Remove(match);
                }
            }
        }

        return [.. lines.Zip(found, (line, match) => match is null
            ? new PastedSession(line, null)
            : new PastedSession(line with { Id = match.Id, Abstract = match.Abstract, Kind = match.Kind, Room = match.Room }, match))];
    }

    private static bool IsHeading(List<string> cells) => cells[0].Equals("tid", StringComparison.OrdinalIgnoreCase) || cells[0].Equals("time", StringComparison.OrdinalIgnoreCase);

    private static (TimeOnly StartsAt, TimeOnly EndsAt)? ReadTime(string cell)
    {
        var match = Time().Match(cell);
        return match.Success && Clock(match, 1) is { } start && Clock(match, 3) is { } end ? (start, end) : null;
    }

    private static TimeOnly? Clock(Match match, int group)
    {
        var (hour, minute) = (int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[group + 1].ValueSpan, CultureInfo.InvariantCulture));
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    private static string? Clean(int number, string cell, int maxLength, Faults faults)
    {
        var text = PlainText.Clean(cell, maxLength, out var fault);
        if (fault is not null)
        {
            Note(faults, number, fault);
        }

        return text;
    }

    private static void Note(Faults faults, int number, Text what) =>
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"lines[{number}]"), new($"Rad {number}: {what.Swedish}", $"Line {number}: {what.English}"));

    [GeneratedRegex(@"^(?:kl\.? *)?(\d{1,2})[.:](\d{2}) *[-\u2013\u2014] *(\d{1,2})[.:](\d{2})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Time();
}
