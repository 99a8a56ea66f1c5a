using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Tests.Programme;

namespace Temadagar.Tests.Schedules;

/// <summary>Random sequences of programme edits and sendings, held against what each speaker ought to know by then.</summary>
[Slow]
public class ScheduleModelTests(SharedService shared) : IClassFixture<SharedService>
{
    private const int Speakers = 4;

    private static readonly string[] Rooms = ["Aulan", "Källaren", "Ateljén"];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((3, Gen.Const(Act.Add)), (1, Gen.Const(Act.Remove)), (2, Gen.Const(Act.Time)), (1, Gen.Const(Act.Title)), (2, Gen.Const(Act.Room)), (3, Gen.Const(Act.Speakers)), (1, Gen.Const(Act.MoveDay)), (5, Gen.Const(Act.Send))),
        Gen.Int[0, 60], Gen.Int[0, 12], Gen.Int[0, (1 << Speakers) - 1],
        (act, which, slot, who) => new Step(act, which, slot, who));

    private static int runs;

    private readonly TestService service = shared.Service;

    private enum Act
    {
        Add,
        Remove,
        Time,
        Title,
        Room,
        Speakers,
        MoveDay,
        Send,
    }

    [Fact]
    public async Task Whatever_the_order_each_speaker_s_last_schedule_is_the_programme_and_only_those_concerned_get_a_mail() =>
        await Steps.Array[6, 24].SampleAsync(async steps => await FollowsAsync(steps), iter: 8, threads: 1);

    private async Task<bool> FollowsAsync(Step[] steps)
    {
        var run = Interlocked.Increment(ref runs);
        using var planner = await Planner.OfAsync(service);
        using var stage = await Stage.OfAsync(service, await service.AddDayAsync(change: day => day with { Date = new DateOnly(2034, 1, 1), StartsAt = new TimeOnly(8, 0), EndsAt = new TimeOnly(20, 0), City = "Ort 0" }));
        var people = new List<Person>();
        for (var number = 0; number < Speakers; number++)
        {
            var email = $"modell-{run}-{number}@example.org";
            people.Add(new Person(await stage.SpeakerAsync($"Modell {number}", email), $"Modell {number}", email));
        }

        foreach (var step in steps.Append(new Step(Act.Send, 0, 0, 0)))
        {
            if (step.Act == Act.Send)
            {
                await SendAsync(stage, people);
            }
            else if (step.Act == Act.MoveDay)
            {
                var date = new DateOnly(2034, 1, 1).AddDays(step.Slot).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                using var moved = await planner.DoAsync(stage.Slug, "rescheduling", new { startsAt = $"{date}T08:00", endsAt = $"{date}T20:00", city = $"Ort {step.Which % 3}" });
                moved.EnsureSuccessStatusCode();
            }
            else
            {
                // What contradicts itself is refused, and leaves the programme as it was.
                using var edited = await stage.ChangeAsync(sessions => Edit(sessions, step, people));
                Assert.True((int)edited.StatusCode is 200 or 409, edited.StatusCode.ToString());
            }
        }

        var parts = await PartsAsync(stage, people);
        foreach (var person in people)
        {
            var mails = person.Mails == 0 ? [] : await service.MailsAsync("speaker-schedule", person.Email, person.Mails);
            Assert.Equal(person.Mails, mails.Count);
            var diary = new Diary();
            mails.ToList().ForEach(diary.Receive);
            Assert.Equal(parts[person].Entries, diary.Entries.Select(entry => $"{entry["startsAt"]} {entry["endsAt"]} {entry["summary"]} {entry["location"]}").Order(StringComparer.Ordinal));
            Assert.All(parts[person].Lines, line => Assert.Contains(line, mails[^1].TextBody, StringComparison.Ordinal));
        }

        return true;
    }

    private static void Edit(JsonArray sessions, Step step, List<Person> people)
    {
        var start = new TimeOnly(8, 0).AddMinutes(step.Slot * 30);
        string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
        Guid[] Chosen() => [.. people.Where((_, index) => (step.Who & (1 << index)) != 0).Select(person => person.Id)];
        if (step.Act == Act.Add)
        {
            sessions.Add(Stage.Session(Clock(start), Clock(start.AddMinutes(30)), $"Pass {step.Which}", Rooms[step.Which % Rooms.Length], Chosen()));
            return;
        }

        if (sessions.Count == 0)
        {
            return;
        }

        var session = sessions[step.Which % sessions.Count]!.AsObject();
        switch (step.Act)
        {
            case Act.Remove:
                sessions.Remove(session);
                break;
            case Act.Time:
                (session["startsAt"], session["endsAt"]) = (Clock(start), Clock(start.AddMinutes(30)));
                break;
            case Act.Title:
                session["title"] = $"Titel {step.Slot}";
                break;
            case Act.Room:
                session["room"] = Rooms[step.Slot % Rooms.Length];
                break;
            default:
                session["speakers"] = new JsonArray([.. Chosen().Select(id => (JsonNode)id.ToString())]);
                break;
        }
    }

    private static async Task SendAsync(Stage stage, List<Person> people)
    {
        var parts = await PartsAsync(stage, people);
        var concerned = people.Where(person => parts[person].Whole != person.Told).ToList();
        using var sent = await stage.SendAsync(HttpMethod.Post, "schedules");
        using var again = await stage.SendAsync(HttpMethod.Post, "schedules");

        Assert.Equal(concerned.Select(person => person.Name).Order(StringComparer.Ordinal), (await sent.JsonAsync())["recipients"]!.AsArray().Select(one => (string)one!["name"]!).Order(StringComparer.Ordinal));
        Assert.Equal(0, (int)(await again.JsonAsync())["count"]!);
        foreach (var person in concerned)
        {
            person.Told = parts[person].Whole;
            person.Mails++;
        }
    }

    // What each ought to know, reckoned from the programme alone.
    private static async Task<Dictionary<Person, Part>> PartsAsync(Stage stage, List<Person> people)
    {
        var (programme, _) = await stage.ReadAsync();
        using var read = await stage.Organizer.GetAsync(stage.Address);
        var city = (string)(await read.JsonAsync())["city"]!;
        var date = DateOnly.Parse((string)programme["date"]!, CultureInfo.InvariantCulture);
        var names = people.ToDictionary(person => person.Id.ToString(), person => person.Name);
        return people.ToDictionary(person => person, person =>
        {
            var own = programme["sessions"]!.AsArray().Where(session => session!["speakers"]!.AsArray().Any(id => (string)id! == person.Id.ToString())).ToList();
            // In January the clock in Stockholm is an hour before UTC.
            string Utc(JsonNode? time) => date.ToDateTime(TimeOnly.Parse((string)time!, CultureInfo.InvariantCulture)).AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            string Others(JsonNode? session) => string.Join('+', session!["speakers"]!.AsArray().Select(id => (string)id!).Where(id => id != person.Id.ToString()).Select(id => names[id]).Order(StringComparer.Ordinal));
            return new Part(
                own.Count == 0 ? "" : $"{date} {city}: " + string.Join("; ", own.Select(session => $"{session!["id"]} {session["startsAt"]} {session["endsAt"]} {session["title"]} {session["room"]} {Others(session)}").Order(StringComparer.Ordinal)),
                [.. own.Select(session => $"{Utc(session!["startsAt"])} {Utc(session["endsAt"])} {session["title"]} {session["room"]}, {city}").Order(StringComparer.Ordinal)],
                [.. own.Select(session => $"{session!["title"]}, {session["room"]}")]);
        });
    }

    private sealed record Step(Act Act, int Which, int Slot, int Who);

    /// <param name="Whole">All of it that is told; empty: nothing.</param>
    /// <param name="Entries">What ought to stand in the calendar.</param>
    /// <param name="Lines">What ought to stand in the last mail.</param>
    private sealed record Part(string Whole, IReadOnlyList<string> Entries, IReadOnlyList<string> Lines);

    private sealed class Person(Guid id, string name, string email)
    {
        public Guid Id => id;

        public string Name => name;

        public string Email => email;

        public string Told { get; set; } = "";

        public int Mails { get; set; }
    }
}
