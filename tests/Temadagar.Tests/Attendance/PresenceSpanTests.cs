using CsCheck;
using Temadagar.Attendance;

namespace Temadagar.Tests.Attendance;

public class PresenceSpanTests
{
    private static readonly DateTimeOffset Start = new(2027, 2, 3, 9, 0, 0, TimeSpan.FromHours(1));

    private static readonly Gen<CheckInEvent> Happened =
        from kind in Gen.Enum<CheckInKind>()
        from minute in Gen.Int[0, 40]
        from undone in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        select Event(kind, minute) with { UndoneAt = undone ? Start.AddDays(1) : null };

    [Fact]
    public void The_order_in_which_phones_report_makes_no_difference() => Happened.List[0, 12].SelectMany(events => Gen.Shuffle(events.ToArray()).Select(other => (events, other))).Sample(
        both => PresenceSpans.Of(both.events).SequenceEqual(PresenceSpans.Of(both.other)));

    [Fact]
    public void Someone_is_there_exactly_from_coming_until_leaving() => Happened.List[0, 12].Sample(events =>
    {
        var spans = PresenceSpans.Of(events);
        for (var minute = 0; minute <= 41; minute++)
        {
            // Halfway between the minutes at which things happen.
            var at = Start.AddMinutes(minute - 0.5);
            var last = events.Where(happened => happened.UndoneAt is null && happened.At < at).OrderBy(happened => happened.At).ThenBy(happened => happened.Kind).LastOrDefault();
            Assert.Equal(last?.Kind == CheckInKind.In, spans.Any(span => span.Holds(at)));
        }
    });

    [Fact]
    public void Minutes_count_what_lies_within_the_day() => Happened.List[0, 12].Sample(events =>
    {
        var (from, until) = (Start.AddMinutes(10), Start.AddMinutes(30));
        var spans = PresenceSpans.Of(events);
        var counted = Enumerable.Range(10, 20).Count(minute => spans.Any(span => span.Holds(Start.AddMinutes(minute + 0.5))));
        Assert.Equal(counted, PresenceSpans.Minutes(spans, from, until));
    });

    [Fact]
    public void Who_is_not_seen_to_leave_stays_until_the_end() =>
        Assert.Equal(360, PresenceSpans.Minutes(PresenceSpans.Of([Event(CheckInKind.In, 60)]), Start, Start.AddHours(7)));

    private static CheckInEvent Event(CheckInKind kind, int minute) =>
        new(Guid.NewGuid(), Guid.Empty, kind, Start.AddMinutes(minute), CheckInSource.Door, false, null);
}
