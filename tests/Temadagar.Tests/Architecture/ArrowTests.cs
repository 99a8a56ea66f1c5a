using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>Arrows between the folders of the program run one way, as this table says. A new arrow is a decision: it is made here.</summary>
public partial class ArrowTests
{
    private static readonly string[] Concepts =
        ["Boards", "Series", "ThemeDays", "Needs", "Kitchen", "Speakers", "Programme", "Waitlist", "Registrations", "Offers", "Transfers", "LostLinks", "Erasure", "SubjectAccess", "OwnPage", "Reminders", "Interest", "InformationPages", "SeriesAndBoards", "Catalogue", "Organizers", "Logs", "Participants", "Attendance", "Exports", "Statistics", "Messages", "MailLog", "Planning",
        "Schedules", "Certificates", "ProtectedPeople", "ProcessingRecord", "Releases", "ProblemTypes", "Seeds", "Backups", "Health", "Handbook"];

    private static readonly string[] Ground = ["Data", "Http", "Links", "Telemetry", "Texts"];

    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Texts"] = [],
        ["Calendar"] = [],
        ["Portraits"] = ["Texts"],
        ["Templating"] = [],
        ["Links"] = ["Data"],
        ["Telemetry"] = [],
        ["Data"] = ["Telemetry"],
        ["Http"] = ["Data", "Links", "Texts"],
        ["Mail"] = ["Data", "Http", "Telemetry", "Templating", "Texts"],
        ["Signing"] = [],
        ["Printing"] = ["Pdf", "Texts"],
        ["Keys"] = ["Data", "Signing"],
        ["Notices"] = [],
        ["Settings"] = ["Mail", "Keys", "Notices", "Signing", "Texts"],
        ["Boards"] = Ground,
        ["Series"] = Ground,
        ["ThemeDays"] = Ground,
        ["Speakers"] = [.. Ground, "Mail", "Portraits", "Boards", "Series", "ThemeDays", "Organizers"],
        ["Programme"] = [.. Ground, "ThemeDays", "Organizers", "Participants"],
        ["Waitlist"] = [.. Ground, "ThemeDays"],
        ["Needs"] = [.. Ground, "Keys", "ThemeDays"],
        ["Registrations"] = [.. Ground, "Mail", "Templating", "Calendar", "ThemeDays", "Needs", "Waitlist"],
        ["Kitchen"] = [.. Ground, "ThemeDays", "Needs", "Registrations", "Organizers", "Participants", "Exports"],
        ["Offers"] = [.. Ground, "ThemeDays", "Waitlist", "Registrations", "Organizers", "Participants"],
        ["Transfers"] = [.. Ground, "Mail", "Templating", "ThemeDays", "Needs", "Registrations", "Erasure"],
        ["LostLinks"] = [.. Ground, "Mail", "ThemeDays", "Registrations"],
        ["Erasure"] = [.. Ground, "Boards", "Statistics", "Printing", "Mail", "Templating", "ThemeDays", "Registrations", "Organizers", "Logs", "Participants"],
        ["SubjectAccess"] = [.. Ground, "ThemeDays", "Needs", "Waitlist", "Registrations", "Transfers", "Erasure", "MailLog", "Attendance", "Organizers", "Participants", "Logs"],
        ["OwnPage"] = [.. Ground, "Mail", "Calendar", "Boards", "ThemeDays", "Needs", "Waitlist", "Registrations", "Offers", "Transfers", "Erasure", "SubjectAccess"],
        ["Reminders"] = [.. Ground, "ThemeDays", "Registrations"],
        ["Interest"] = [.. Ground, "Mail", "Templating", "ThemeDays"],
        ["InformationPages"] = [.. Ground, "Organizers"],
        ["SeriesAndBoards"] = [.. Ground, "Mail", "Boards", "Series", "ThemeDays", "Organizers"],
        ["Catalogue"] = [.. Ground, "Calendar", "Boards", "Series", "ThemeDays", "Programme", "Speakers", "InformationPages"],
        ["Organizers"] = [.. Ground, "Mail", "Boards"],
        ["Logs"] = [.. Ground, "Organizers"],
        ["Participants"] = [.. Ground, "Mail", "Boards", "ThemeDays", "Needs", "Waitlist", "Registrations", "Organizers"],
        ["Attendance"] = [.. Ground, "Mail", "ThemeDays", "Needs", "Registrations", "Organizers", "Participants"],
        ["Exports"] = [.. Ground, "ThemeDays", "Registrations", "Organizers", "Participants"],
        ["Statistics"] = [.. Ground, "ThemeDays", "Registrations", "Organizers", "Attendance", "Exports"],
        ["Messages"] = [.. Ground, "Templating", "ThemeDays", "Registrations", "Organizers", "Participants", "Attendance", "Planning"],
        ["MailLog"] = [.. Ground, "Mail", "Templating", "Organizers", "Participants"],
        ["Seeds"] = [.. Ground, "Boards", "Series", "ThemeDays", "Programme", "Speakers", "Schedules", "Registrations", "Interest", "Participants", "Certificates", "Statistics", "Erasure", "Releases"],
        ["Planning"] = [.. Ground, "Boards", "Series", "ThemeDays", "Programme", "Waitlist", "Registrations", "Offers", "Interest", "Organizers", "Participants", "Attendance", "Certificates"],
        ["Schedules"] = [.. Ground, "Mail", "Portraits", "Templating", "Calendar", "Boards", "ThemeDays", "Programme", "Speakers", "Organizers", "Participants"],
        ["Certificates"] = [.. Ground, "Keys", "Pdf", "Printing", "Portraits", "Signing", "Mail", "Templating", "Boards", "ThemeDays", "Programme", "Registrations", "Organizers", "Participants", "Attendance"],
        ["ProtectedPeople"] = [.. Ground, "Keys", "Mail", "ThemeDays", "Needs", "Waitlist", "Registrations", "Organizers", "Participants", "Certificates", "Erasure", "SubjectAccess"],
        ["Releases"] = [.. Ground, "ThemeDays", "Registrations", "Organizers", "Participants", "Exports"],
        // Knows whoever refuses anything, and nobody knows it.
        ["ProblemTypes"] = [.. Ground, "Boards", "ThemeDays", "Registrations", "Interest", "InformationPages", "OwnPage", "Offers", "Transfers", "Organizers", "Participants", "Planning", "Programme", "Speakers", "Schedules", "Attendance", "Certificates", "Messages", "MailLog", "Erasure", "SubjectAccess", "ProtectedPeople", "Releases"],
        ["Handbook"] = ["Http", "Portraits"],
        ["ProcessingRecord"] = [.. Ground, "Erasure"],
        ["Backups"] = [.. Ground, "Settings", "ThemeDays", "Erasure"],
        ["Health"] = ["Data", "Settings", "Mail", "Registrations", "Backups"],
        ["CommandLine"] = [.. Ground, "Settings", "Keys", "Mail", "Templating", "Boards", "ThemeDays", "Organizers", "Registrations", "Seeds", "Certificates", "Erasure", "Logs", "Backups"],
    };

    [Fact]
    public void Every_arrow_between_folders_is_in_the_table()
    {
        var arrows = Arrows().Where(arrow => arrow.From != arrow.To).Distinct().ToList();

        Assert.Contains(("Registrations", "ThemeDays"), arrows);
        Assert.DoesNotContain(arrows, arrow => !May.GetValueOrDefault(arrow.From, []).Contains(arrow.To));
        // Nor is more allowed than is used. What all concepts stand on is one list.
        Assert.Empty(May.SelectMany(folder => folder.Value.Except(Ground.Except(folder.Value).Any() ? [] : Ground).Select(to => (folder.Key, to))).Except(arrows));
    }

    [Fact]
    public void The_table_has_no_circle()
    {
        var left = May.ToDictionary();
        while (left.Count > 0)
        {
            var free = left.Where(folder => !folder.Value.Any(left.ContainsKey)).Select(folder => folder.Key).ToList();
            Assert.True(free.Count > 0, $"A circle among {string.Join(", ", left.Keys)}.");
            free.ForEach(folder => left.Remove(folder));
        }
    }

    [Fact]
    public void Every_folder_is_in_the_table_and_the_table_names_no_other()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Temadagar")).Select(folder => Path.GetFileName(folder)!)
            .Except(["bin", "obj", "data", "wwwroot", "Properties"]);

        Assert.Equal(folders.Order(StringComparer.Ordinal), May.Keys.Order(StringComparer.Ordinal));
        Assert.All(Concepts, concept => Assert.Contains(concept, May.Keys));
    }

    [Fact]
    public void What_carries_the_concepts_knows_none_of_them()
    {
        foreach (var folder in May.Keys.Except(Concepts).Except(["CommandLine"]))
        {
            Assert.Empty(May[folder].Intersect(Concepts));
        }
    }

    // A folder is a namespace. The built code tells what names what; a constant leaves no trace there, but a using in the source.
    private static IEnumerable<(string From, string To)> Arrows()
    {
        var source = Path.Combine(Repository.Root, "src", "Temadagar");
        var written = May.Keys.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(source, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Mention().Matches(File.ReadAllText(file))).Select(mention => (folder, mention.Groups[1].Value)));
        var built = ProgramCode.Mentions.Select(mention => (From: FolderOf(mention.From), To: FolderOf(mention.To)))
            .Where(arrow => arrow.From is not null && arrow.To is not null).Select(arrow => (arrow.From!, arrow.To!));
        return written.Concat(built);
    }

    // Program and Services put everything together and stand in no folder.
    private static string? FolderOf(Type type) => type.Namespace is { } name && name.StartsWith("Temadagar.", StringComparison.Ordinal) ? name.Split('.')[1] : null;

    [GeneratedRegex(@"(?<!namespace )\bTemadagar\.([A-Z]\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
