using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>What to say at the door.</summary>
/// <param name="CheckInId">Of the presence that this is about, to undo it by.</param>
/// <param name="CheckedInAt">When it began; null: the person is not in, and has not been, since the check-in has been undone.</param>
/// <param name="CheckedOutAt">When it ended; null: it has not.</param>
/// <param name="Undone">Whether what this is a repeated reply to has been undone since.</param>
/// <param name="AlreadyCheckedIn">Whether the person was in before this was reported.</param>
public sealed record DoorReply(
    Guid RegistrationId, string FirstName, string LastName, string Organization, Participation Participation,
    Guid CheckInId, DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt, bool AlreadyCheckedIn, bool Undone, AttendanceCounts? Counts)
{
    /// <param name="reported">What this is the reply to; it may have been undone since.</param>
    public static DoorReply Of(Visitor visitor, CheckInEvent reported, IReadOnlyList<CheckInEvent> events)
    {
        var spans = PresenceSpans.Of(events);
        var span = spans.FirstOrDefault(span => span.Holds(reported.At)) ?? spans.LastOrDefault(span => span.From <= reported.At) ?? (spans.Count > 0 ? spans[0] : null);
        return new DoorReply(
            visitor.Id, visitor.FirstName, visitor.LastName, visitor.Organization, visitor.Participation,
            span?.CheckInId ?? reported.Id, span?.From, span?.Until, reported.Kind == CheckInKind.In && reported.WasIn, reported.UndoneAt is not null, null);
    }
}
