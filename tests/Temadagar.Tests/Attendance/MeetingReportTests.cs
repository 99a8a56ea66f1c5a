using System.Text;
using Temadagar.Attendance;
using Temadagar.Http;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Attendance;

/// <summary>The report of a Teams meeting, as it is taken from Teams and as a spreadsheet saves it again.</summary>
public class MeetingReportTests
{
    private static readonly DateOnly Day = new(2027, 2, 3);

    [Theory]
    [InlineData("teams-en.csv")]
    [InlineData("teams-sv.csv")]
    public void A_report_in_either_language_says_who_was_there_and_when(string file)
    {
        var people = Read(ReportText.Of(File.ReadAllBytes(PathOf(file))), out var faults);

        Assert.Empty(faults);
        var asa = people.Single(person => person.Addresses.Contains("asa@example.org"));
        // The two activities that overlap are one time; lunch is not.
        Assert.Equal(["08:55:03–12:10:00", "13:30:00–16:00:00"], asa.Spans.Select(Written));
        // A guest with no activities: the time that was counted, not from the first to the last.
        var guest = people.Single(person => person.Name.StartsWith("Bo Zorn", StringComparison.Ordinal));
        Assert.Equal((0, "09:30:00–11:00:00"), (guest.Addresses.Count, Written(Assert.Single(guest.Spans))));
    }

    [Fact]
    public void Who_is_still_there_when_the_report_is_taken_was_there_until_the_latest_time_it_knows()
    {
        var people = Read(ReportText.Of(File.ReadAllBytes(PathOf("teams-en.csv"))), out _);

        Assert.Equal("09:00:00–16:02:31", Written(Assert.Single(people.Single(person => person.Name == "Väntar Väntarsson").Spans)));
        Assert.Equal(6, people.Count);
    }

    [Theory]
    [InlineData("utf-16le", '\t')]
    [InlineData("utf-16be", '\t')]
    [InlineData("utf-16le without mark", '\t')]
    [InlineData("utf-8", ';')]
    [InlineData("utf-8 with mark", ';')]
    [InlineData("latin-1", ';')]
    [InlineData("utf-8", ',')]
    public void Whatever_saved_it_it_is_the_same_report(string encoding, char separator)
    {
        string Line(params string[] cells) => string.Join(separator, cells.Select(cell => cell.Contains(separator, StringComparison.Ordinal) ? $"\"{cell}\"" : cell));
        var text = string.Join("\r\n", Line("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"),
            Line("Åsa Öberg", "2/3/27, 9:00:00 AM", "2/3/27, 10:00:00 AM", "1h", "asa@example.org"));
        byte[] bytes = encoding switch
        {
            "utf-16le" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            "utf-16be" => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)],
            "utf-16le without mark" => Encoding.Unicode.GetBytes(text),
            "utf-8 with mark" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            "latin-1" => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };

        var person = Assert.Single(Read(ReportText.Of(bytes), out var faults));

        Assert.Empty(faults);
        Assert.Equal(("Åsa Öberg", "asa@example.org", "09:00:00–10:00:00"), (person.Name, Assert.Single(person.Addresses), Written(Assert.Single(person.Spans))));
    }

    [Theory]
    [InlineData("2/3/27, 8:55:03 AM", "08:55:03")]
    [InlineData("2/3/2027 8:55 AM", "08:55:00")]
    [InlineData("02/03/2027, 08:55:03", "08:55:03")]
    [InlineData("3/2/2027, 08:55:03", "08:55:03")]
    [InlineData("2/3/27, 12:01:02 AM", "00:01:02")]
    [InlineData("2/3/27, 12:01:02 PM", "12:01:02")]
    [InlineData("2/3/27, 4:02:31 p.m.", "16:02:31")]
    [InlineData("2027-02-03 4:02:31 em", "16:02:31")]
    [InlineData("2027-02-03 16:02", "16:02:00")]
    [InlineData("2027-02-03, 16:02:31", "16:02:31")]
    [InlineData("2027-02-03 kl. 16:02:31", "16:02:31")]
    [InlineData("3.2.2027 klo 16.02.31", "16:02:31")]
    [InlineData("2027-02-03T15:02:31Z", "16:02:31")]
    [InlineData("2027-02-03T15:02:31.123+00:00", "16:02:31")]
    [InlineData("2027-02-02T23:30:00Z", "00:30:00")]
    [InlineData("2/3/27, 13:00:00 PM", null)]
    [InlineData("2/30/27, 8:55:03 AM", null)]
    [InlineData("2027-02-03", null)]
    [InlineData("08:55:03", null)]
    [InlineData("2027-02-03 24:00", null)]
    [InlineData("13/13/2027, 08:55:03", null)]
    [InlineData("2027-02-03 06:00+15:00", null)]
    [InlineData("2027-02-03 06:00+99:99", null)]
    [InlineData("2027-02-03 06:00-13:60", null)]
    [InlineData("٢٠٢٧-٠٢-٠٣ ٠٦:٠٠", null)]
    public void A_time_is_read_as_any_computer_writes_it(string text, string? time)
    {
        var read = ReportTime.Read(text, Day);

        Assert.Equal(time, read?.At.ToString("HH:mm:ss", null));
        Assert.Equal(time is null ? null : Day, read?.Date);
    }

    [Theory]
    [InlineData("7h 10m 21s", "07:10:21")]
    [InlineData("40m", "00:40:00")]
    [InlineData("58s", "00:00:58")]
    [InlineData("1 tim 27 min 5 sek", "01:27:05")]
    [InlineData("01:27:05", "01:27:05")]
    [InlineData("", null)]
    [InlineData("lång", null)]
    [InlineData("2/3/27, 8:55:03 AM", null)]
    [InlineData("٠١:٢٧:٠٥", null)]
    [InlineData("٧h", null)]
    public void A_length_is_read_in_either_language(string text, string? length) =>
        Assert.Equal(length, ReportTime.ReadLength(text)?.ToString("hh\\:mm\\:ss", null));

    [Fact]
    public void Each_faulty_line_is_named_as_people_count_them()
    {
        var text = string.Join('\n', "2. Participants", "Namn\tAnslöt\tLämnade\tE-post",
            "Rätt Rättsson\t2027-02-03 09:00\t2027-02-03 10:00\tratt@example.org",
            "Utan Tid\t\t\t", "Fel Dag\t2027-02-04 09:00\t2027-02-04 10:00\t", "Bak Fram\t2027-02-03 10:00\t2027-02-03 09:00\t", "\t2027-02-03 10:00\t\t", "Fel Slut\t2027-02-03 10:00\tsedan\t");

        Read(text, out var faults);

        Assert.Equal(["lines[4]", "lines[5]", "lines[6]", "lines[7]", "lines[8]"], faults.Keys);
        Assert.All(faults, fault => Assert.StartsWith($"Rad {fault.Key[6..^1]}: ", fault.Value[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_report_full_of_faults_the_first_fifty_lines_are_named()
    {
        Read("Namn\tAnslöt\tLämnade\n" + string.Concat(Enumerable.Repeat("Utan Tid\t\t\n", 60)), out var faults);

        Assert.Equal(Enumerable.Range(2, 50).Select(line => $"lines[{line}]"), faults.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("inte en rapport")]
    [InlineData("Namn;Kommun\nÅsa;Luleå")]
    [InlineData("\0\0\0\0")]
    public void What_is_no_report_is_told_so(string text)
    {
        Assert.Empty(Read(text, out var faults));

        Assert.Equal(["report"], faults.Keys);
    }

    [Fact]
    public void A_name_alone_is_a_faulty_line_and_does_not_hide_those_after_it()
    {
        var people = Read("Namn\tAnslöt\tLämnade\nAnna Ek\t\t\n\nBo Ek\t2027-02-03 09:00\t", out var faults);

        Assert.Equal(["lines[2]"], faults.Keys);
        Assert.Equal("Bo Ek", Assert.Single(people).Name);
    }

    internal static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Temadagar.Tests", "Attendance", "Reports", file);

    private static IReadOnlyList<ReportedPerson> Read(string text, out Dictionary<string, string[]> faults)
    {
        var found = new Faults();
        var people = MeetingReport.Read(text, Day, found);
        faults = found.In(Language.Sv);
        return people;
    }

    private static string Written(ReportedSpan span) => $"{Stockholm.In(span.From):HH:mm:ss}–{(span.To is { } to ? Stockholm.In(to).ToString("HH:mm:ss", null) : "")}";
}
