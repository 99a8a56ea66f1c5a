namespace Temadagar.Attendance;

/// <summary>A time that someone was there.</summary>
/// <param name="CheckInId">Of the event that it began with.</param>
/// <param name="Until">Null: the person has not been seen to leave.</param>
public sealed record PresenceSpan(Guid CheckInId, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Holds(DateTimeOffset at) => From <= at && (Until is not { } until || at <= until);
}

/// <summary>
/// When someone was there, out of what was reported. It follows from the events alone and not from the order in which they came:
/// phones without network report late, and two may report the same person.
/// </summary>
public static class PresenceSpans
{
    /// <summary>
    /// In order of time. Who comes twice without leaving was there from the first; who leaves twice, until the first. The door and the meeting
    /// see apart from each other: who leaves the meeting has not left the room. A meeting's reports name both ends of each time, so that a fuller report adds to the one before.
    /// </summary>
    public static IReadOnlyList<PresenceSpan> Of(IEnumerable<CheckInEvent> events)
    {
        var counted = events.Where(happened => happened.UndoneAt is null)
            .OrderBy(happened => happened.At).ThenBy(happened => happened.Kind).ThenBy(happened => happened.Id).ToList();
        return United([.. Seen(counted.Where(happened => happened.Source != CheckInSource.Report)), .. Connected(counted.Where(happened => happened.Source == CheckInSource.Report))]);
    }

    /// <summary>The same time without overlaps, in order.</summary>
    public static IReadOnlyList<PresenceSpan> United(IEnumerable<PresenceSpan> spans)
    {
        var united = new List<PresenceSpan>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (united is [.., var last] && last.Holds(span.From))
            {
                united[^1] = last with { Until = last.Until is { } one && span.Until is { } other ? Later(one, other) : null };
            }
            else
            {
                united.Add(span);
            }
        }

        return united;
    }

    /// <summary>The events that the presence at an instant is made of.</summary>
    public static IReadOnlyList<CheckInEvent> PartsOf(IReadOnlyList<CheckInEvent> events, DateTimeOffset at) =>
        Of(events).FirstOrDefault(span => span.Holds(at)) is not { } span ? []
            : [.. events.Where(happened => happened.UndoneAt is null && span.Holds(happened.At))];

    /// <summary>Whole minutes of the spans between two instants. A span without an end lasts to the later one.</summary>
    public static int Minutes(IEnumerable<PresenceSpan> spans, DateTimeOffset from, DateTimeOffset until) =>
        (int)(spans.Sum(span => Math.Max(0, (Earlier(span.Until ?? until, until) - Later(span.From, from)).Ticks)) / TimeSpan.TicksPerMinute);

    private static IEnumerable<PresenceSpan> Seen(IEnumerable<CheckInEvent> inOrder)
    {
        PresenceSpan? open = null;
        foreach (var happened in inOrder)
        {
            switch (happened.Kind)
            {
                case CheckInKind.In:
                    open ??= new PresenceSpan(happened.Id, happened.At, null);
                    break;
                case CheckInKind.Out when open is not null:
                    yield return open with { Until = happened.At };
                    open = null;
                    break;
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    // Each came in a pair of coming and leaving: someone was there as long as one of the pairs is open.
    private static IEnumerable<PresenceSpan> Connected(IEnumerable<CheckInEvent> inOrder)
    {
        var (depth, first) = (0, default(CheckInEvent));
        foreach (var happened in inOrder)
        {
            if (happened.Kind == CheckInKind.In)
            {
                first = depth++ == 0 ? happened : first;
            }
            else if (depth > 0 && --depth == 0)
            {
                yield return new PresenceSpan(first!.Id, first.At, happened.At);
            }
        }

        if (depth > 0)
        {
            yield return new PresenceSpan(first!.Id, first.At, null);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
