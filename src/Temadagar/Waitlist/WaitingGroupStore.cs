using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>
/// The people of one submission who wait together for places on a day. They are given places together or not at all, in the
/// order in which submissions came.
/// </summary>
public sealed class WaitingGroupStore
{
    /// <param name="position">Where it stands: the day's count of arrivals when it came.</param>
    /// <param name="size">How many wait.</param>
    /// <param name="asked">How many it seems to be from outside, those included who were registered already. Whether it fits is reckoned by this.</param>
    public Task AddAsync(Write write, Guid submissionId, Guid themeDayId, Participation participation, long position, int size, int asked) =>
        write.ExecuteAsync(AddSql, new
        {
            SubmissionId = submissionId,
            ThemeDayId = themeDayId,
            Participation = Code.Of(participation),
            Position = position,
            Size = size,
            Asked = asked,
        });

    private const string AddSql = """
        INSERT INTO WaitingGroups (SubmissionId, ThemeDayId, Participation, Position, Size, Asked)
        VALUES (@SubmissionId, @ThemeDayId, @Participation, @Position, @Size, @Asked)
        """;

    /// <summary>One of the group waits no longer.</summary>
    public Task LeaveAsync(Write write, Guid submissionId, Guid themeDayId) =>
        write.ExecuteAsync(LeaveSql, new { SubmissionId = submissionId, ThemeDayId = themeDayId });

    private const string LeaveSql = """
        UPDATE WaitingGroups
        SET Size = Size - 1, Asked = Asked - 1
        WHERE SubmissionId = @SubmissionId AND ThemeDayId = @ThemeDayId AND Size > 0
        """;
}
