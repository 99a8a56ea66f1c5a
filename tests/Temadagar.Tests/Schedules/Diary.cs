using System.Text.Json.Nodes;
using MimeKit;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Schedules;

/// <summary>A speaker's calendar, as a program keeps it that gets each mail (RFC 5546): a higher SEQUENCE takes the place of a lower one.</summary>
public sealed class Diary
{
    private readonly Dictionary<string, JsonObject> entries = [];

    /// <summary>What stands in it, by time.</summary>
    public IEnumerable<JsonObject> Entries => entries.Values.Where(entry => (string?)entry["status"] != "CANCELLED").OrderBy(entry => (string)entry["startsAt"]!, StringComparer.Ordinal);

    /// <summary>The sequences seen, by UID.</summary>
    public Dictionary<string, int> Sequences => entries.ToDictionary(entry => entry.Key, entry => (int)entry.Value["sequence"]!);

    public void Receive(MimeMessage mail)
    {
        foreach (var part in CalendarsOf(mail))
        {
            var calendar = IndependentReader.Read(part.Text);
            var method = (string)calendar["method"]!;
            var entry = Assert.Single(calendar["events"]!.AsArray())!.AsObject();
            var uid = (string)entry["uid"]!;
            Assert.Equal(method, part.ContentType.Parameters["method"]);
            Assert.Equal(method == "CANCEL" ? "CANCELLED" : "CONFIRMED", (string?)entry["status"]);
            if (entries.TryGetValue(uid, out var old))
            {
                Assert.True((int)entry["sequence"]! > (int)old["sequence"]!, $"{uid}: {entry["sequence"]} after {old["sequence"]}");
            }
            else
            {
                Assert.Equal("REQUEST", method);
            }

            entries[uid] = entry;
        }
    }

    public static IEnumerable<TextPart> CalendarsOf(MimeMessage mail) => mail.BodyParts.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "calendar"));
}
