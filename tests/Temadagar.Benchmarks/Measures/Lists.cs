using System.Diagnostics;
using System.Text.Json.Nodes;
using Temadagar.Exports;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Benchmarks.Measures;

/// <summary>An organizer's lists of a day with 100,000 people: found, paged and taken away.</summary>
internal static class Lists
{
    private const int People = 100_000;
    private const int Asked = 1000;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Measured>> RunAsync()
    {
        var data = ServerProcess.NewFolder();
        var key = await ManyPeople.FillAsync(data.FullName, days: 1, People);
        await using var product = await ServerProcess.StartAsync(Server.Product, data);
        using var client = ServerProcess.ClientOf(product.Address, key);
        var byKey = await ByPrimaryKeyAsync(data);
        var asked = new[]
        {
            await AskAsync(client, byKey, "pages of 200 of 100,000 people, on and on", next => next is null ? "?take=200" : $"?take=200&cursor={next}"),
            await AskAsync(client, byKey, "a search among 100,000 people", _ => $"?take=200&q=efternamn{Random.Shared.Next(1000)}"),
        };
        var idle = product.Megabytes;
        return
        [
            .. asked,
            .. await ExportAsync(product, idle, client, "csv", (people, to) => new AttendeeCsv(Cells).WriteAsync(to, people, Language.Sv, CancellationToken.None)),
            .. await ExportAsync(product, idle, client, "xlsx", (people, to) => new AttendeeXlsx(Cells).WriteAsync(to, people, Language.Sv, CancellationToken.None)),
        ];
    }

    private static AttendeeCells Cells => new(new Municipalities(Path.Combine(AppContext.BaseDirectory, "seeds", "municipalities.csv")));

    private static async Task<Measured> AskAsync(HttpClient client, Spread byKey, string work, Func<string?, string> query)
    {
        var took = new List<double>();
        string? next = null;
        for (var index = 0; index < Asked; index++)
        {
            var clock = Stopwatch.StartNew();
            var reply = await client.GetStringAsync(new Uri($"/api/organizer/theme-days/{ManyPeople.SlugOf(1)}/registrations{query(next)}", UriKind.Relative));
            took.Add(clock.Elapsed.TotalMilliseconds);
            next = (string?)JsonNode.Parse(reply)!["cursor"];
        }

        // The first hundred are the compiler's.
        var spread = Spread.Of(took.Skip(Asked / 10));
        return new Measured(work, "as many rows by primary key", "ms", spread, byKey, spread.P99, "99 of 100 within 50 ms", spread.P99 < 50);
    }

    // As many rows as a page has, each by its id, on a connection that is open.
    private static async Task<Spread> ByPrimaryKeyAsync(DirectoryInfo data)
    {
        await using var database = Server.OpenDatabase(data);
        await using var read = await database.OpenReadAsync();
        var ids = (await read.QueryAsync<string>("SELECT Id FROM Registrations ORDER BY CheckInCode LIMIT 200")).ToList();
        var took = new List<double>();
        for (var round = 0; round < 30; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var id in ids)
            {
                await read.ScalarAsync<string>("SELECT FirstName || LastName || Organization || Email || RegisteredAt FROM Registrations WHERE Id = @id", new { id });
            }

            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        return Spread.Of(took.Skip(5));
    }

    private static async Task<IReadOnlyList<Measured>> ExportAsync(ServerProcess product, double idle, HttpClient client, string extension, Func<IAsyncEnumerable<Attendee>, Stream, Task> write)
    {
        var people = Enumerable.Range(1, People).Select(Person).ToList();
        var rounds = new List<(double, double)>();
        var peaks = new List<(double, double)>();
        for (var round = 0; round <= Rounds; round++)
        {
            product.ForgetPeak();
            var clock = Stopwatch.StartNew();
            await using (var body = await client.GetStreamAsync(new Uri($"/api/organizer/theme-days/{ManyPeople.SlugOf(1)}/attendees.{extension}", UriKind.Relative)))
            {
                await body.CopyToAsync(Stream.Null);
            }

            var ours = clock.Elapsed;
            clock.Restart();
            await write(people.ToAsyncEnumerable(), Stream.Null);
            if (round > 0)
            {
                rounds.Add((People / ours.TotalSeconds, People / clock.Elapsed.TotalSeconds));
            }

            // Also of the round that warms up: what the process has grown by then stays.
            peaks.Add((product.PeakMegabytes, idle));
        }

        var what = $"attendees.{extension}, 100,000 rows";
        return
        [
            Measured.Rate(what, "the same rows written from memory", rounds, 0.7),
            Measured.More($"{what}: memory at the most", "idle", "MB", peaks, 60),
        ];
    }

    private static Attendee Person(int number) => new(
        Guid.CreateVersion7(), $"Förnamn{number % 97}", $"Efternamn{number}", $"Kommun {number % 290}", RegistrationStatus.Confirmed, Participation.OnSite, $"person{number}@example.org", null,
        "Socialsekreterare", Sector.SocialServices, null, Language.Sv, DateTimeOffset.UtcNow, "ABCD-EFGH", null, false, "", "");
}
