using System.Net;
using CsCheck;
using Temadagar.Attendance;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Attendance;

/// <summary>When someone was there follows from what was reported, and not from the order in which it came.</summary>
public class PresenceSpansTests(DoorService shared) : IClassFixture<DoorService>
{
    private static readonly DateTimeOffset Start = Stockholm.At(new DateOnly(2027, 2, 3), new TimeOnly(9, 0));

    private static readonly Gen<CheckInEvent> Events =
        Gen.Select(Gen.Guid, Gen.Bool, Gen.Int[-60, 480], Gen.Enum<CheckInSource>(), Gen.Int[0, 9]).Select((id, isIn, minute, source, undone) => new CheckInEvent(
            id, Guid.Empty, isIn ? CheckInKind.In : CheckInKind.Out, Start.AddMinutes(minute), source, false, null, Start, undone == 0 ? Start : null));

    private static int people;

    private readonly TestService service = shared.Service;

    [Fact]
    public void Any_order_of_arrival_gives_the_same_spans() =>
        Gen.Select(Events.Array[0, 20], Gen.Int).Sample((events, seed) =>
        {
            var shuffled = events.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(PresenceSpans.Of(events), PresenceSpans.Of(shuffled));
        });

    [Fact]
    public void Minutes_are_those_at_which_a_minute_by_minute_look_finds_someone_there() =>
        Events.Array[0, 14].Sample(events =>
        {
            var counted = events.Where(happened => happened.UndoneAt is null).ToList();
            bool IsThere(double minute, bool meeting)
            {
                var there = 0;
                foreach (var happened in counted.Where(one => (one.Source == CheckInSource.Report) == meeting && one.At < Start.AddMinutes(minute)).OrderBy(one => one.At).ThenBy(one => one.Kind))
                {
                    // The meeting's come in pairs, which may overlap; at the door nobody is there twice.
                    there = happened.Kind == CheckInKind.In ? (meeting ? there + 1 : 1) : Math.Max(0, there - 1);
                }

                return there > 0;
            }

            var looked = Enumerable.Range(0, 420).Count(minute => IsThere(minute + 0.5, meeting: false) || IsThere(minute + 0.5, meeting: true));
            Assert.Equal(looked, PresenceSpans.Minutes(PresenceSpans.Of(events), Start, Start.AddMinutes(420)));
        });

    [Fact]
    public void Whoever_was_never_checked_in_was_there_for_no_minute() =>
        Events.Array[0, 20].Sample(events => Assert.Equal(
            0, PresenceSpans.Minutes(PresenceSpans.Of(events.Where(happened => happened.Kind == CheckInKind.Out || happened.UndoneAt is not null)), Start, Start.AddMinutes(420))));

    // Each phone tells its own in order; whose turn it is, is by lot.
    [Slow]
    [Fact]
    public async Task Phones_that_come_back_to_the_network_in_any_order_tell_the_same() =>
        await Gen.Select(Gen.Int[0, 170].HashSet[1, 6].Select(minutes => minutes.Order().ToArray()).Array[1, 3], Gen.Int, Gen.Int).SampleAsync(async (phones, one, other) =>
        {
            using var door = await Door.OfAsync(service);
            var spans = new List<string>();
            foreach (var seed in new[] { one, other })
            {
                var id = await door.RegisterAsync($"telefon{Interlocked.Increment(ref people)}@example.org", "Åsa", $"Berg{(char)('a' + spans.Count)}");
                await ReportAsync(door, id, phones, new Random(seed));
                spans.Add($"{await door.SpansAsync(id)} {await door.MinutesAsync(id)}");
            }

            Assert.Equal(spans[0], spans[1]);
        }, iter: 20, threads: 1);

    private static async Task ReportAsync(Door door, Guid id, int[][] phones, Random random)
    {
        var queues = phones.Select(minutes => new Queue<(int Minute, bool In)>(minutes.Select((minute, index) => (minute, index % 2 == 0)))).ToList();
        while (queues.FindAll(queue => queue.Count > 0) is { Count: > 0 } left)
        {
            var (minute, isIn) = left[random.Next(left.Count)].Dequeue();
            var at = Start.AddMinutes(minute).ToString("O");
            using var response = await (isIn ? door.CheckInAsync(id, at) : door.CheckOutAsync(id, at));
            Assert.True(response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{(int)response.StatusCode}");
        }
    }
}
