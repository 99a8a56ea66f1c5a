namespace Temadagar.Attendance;

/// <summary>
/// Where the columns of a report are, by their headings in Swedish or English. A heading is known by a word in it, since Teams has worded
/// them in several ways: "First Join", "Join Time", "Första anslutning".
/// </summary>
/// <param name="Activities">Whether each line is one time in the meeting, and not the first and the last of all times.</param>
internal sealed record ReportColumns(int Name, int Join, int Leave, int Length, int Email, int UserName, bool Activities)
{
    private static readonly string[] NameWords = ["name", "full name", "namn", "fullständigt namn", "för- och efternamn"];

    /// <returns>Null: the cells are no headings of a list of participants.</returns>
    public static ReportColumns? Of(List<string> cells)
    {
        var headings = cells.ConvertAll(cell => cell.ToLowerInvariant());
        int Find(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (headings.FindIndex(heading => heading.Contains(word, StringComparison.Ordinal)) is >= 0 and var index)
                {
                    return index;
                }
            }

            return -1;
        }

        var name = headings.FindIndex(NameWords.Contains);
        var (join, leave) = (Find("join", "anslut", "anslöt", "gick med"), Find("leave", "left", "lämna", "utträde"));
        return name < 0 || join < 0 || leave < 0 || join == leave ? null : new ReportColumns(
            name, join, leave, Find("duration", "längd", "varaktighet", "tid i möte"), Find("email", "e-mail", "e-post", "epost"), Find("upn", "participant id", "deltagar-id"),
            Activities: !headings[join].Contains("first", StringComparison.Ordinal) && !headings[join].Contains("först", StringComparison.Ordinal));
    }
}
