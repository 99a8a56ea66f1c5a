using Temadagar.Data;
using Temadagar.ThemeDays;

namespace Temadagar.Waitlist;

/// <summary>
/// Who waits, in what order, and what has been offered. All changes are made under the day's lock. Those who registered together wait as a group:
/// they are offered places together, in the order in which groups came.
/// </summary>
public sealed class WaitlistStore(Database database)
{
    private const string SelectSql = """
        SELECT w.Id, w.GroupId, w.RegistrationId, w.ThemeDayId, w.Participation, w.Since, w.OfferedAt, w.Deadline, w.EndedAt, w.Outcome
        FROM Waits w
        """;

    /// <param name="position">Where it stands: the day's count of arrivals when it came.</param>
    /// <param name="waiting">How many of it wait.</param>
    /// <param name="asked">How many it seems to be from outside, those included who were registered already. Whether it fits is reckoned by this.</param>
    public Task AddGroupAsync(Write write, Guid id, Guid themeDayId, Participation participation, long position, int waiting, int asked) =>
        write.ExecuteAsync(AddGroupSql, new
        {
            Id = id,
            ThemeDayId = themeDayId,
            Participation = Code.Of(participation),
            Position = position,
            Waiting = waiting,
            Asked = asked,
        });

    private const string AddGroupSql = """
        INSERT INTO WaitlistGroups (Id, ThemeDayId, Participation, Position, Waiting, Asked)
        VALUES (@Id, @ThemeDayId, @Participation, @Position, @Waiting, @Asked)
        """;

    /// <summary>One of a group, which counts this person already.</summary>
    public Task AddAsync(Write write, Guid id, Guid groupId, Guid registrationId, Guid themeDayId, Participation participation, DateTimeOffset since) =>
        write.ExecuteAsync(AddSql, new
        {
            Id = id,
            GroupId = groupId,
            RegistrationId = registrationId,
            ThemeDayId = themeDayId,
            Participation = Code.Of(participation),
            Since = since,
        });

    private const string AddSql = """
        INSERT INTO Waits (Id, GroupId, RegistrationId, ThemeDayId, Participation, Since)
        VALUES (@Id, @GroupId, @RegistrationId, @ThemeDayId, @Participation, @Since)
        """;

    public Task<Wait?> FindAsync(Session session, Guid id) => session.FindAsync<Wait>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE w.Id = @Id
        """;

    /// <summary>What a registration waits for now.</summary>
    public async Task<IReadOnlyList<Wait>> LiveOfAsync(Session session, Guid registrationId) =>
        [.. await session.QueryAsync<Wait>(LiveOfSql, new { RegistrationId = registrationId })];

    private const string LiveOfSql = SelectSql + """

        WHERE w.RegistrationId = @RegistrationId AND w.EndedAt IS NULL
        ORDER BY w.Since, w.Id
        """;

    /// <summary>The first group, in order, that fits in the places that are free; null: none does. Larger ones before it keep their position.</summary>
    public async Task<Guid?> NextGroupAsync(Session session, Guid themeDayId, Participation participation) =>
        (await session.QueryAsync<Guid?>(database.Page(NextGroupSql), new { ThemeDayId = themeDayId, Participation = Code.Of(participation), Take = 1 })).FirstOrDefault();

    private const string NextGroupSql = """
        SELECT g.Id
        FROM WaitlistGroups g
        JOIN Places p ON p.ThemeDayId = g.ThemeDayId AND p.Participation = g.Participation
        WHERE g.ThemeDayId = @ThemeDayId AND g.Participation = @Participation AND g.Waiting > 0 AND g.Asked <= p.Capacity - p.Taken
        ORDER BY g.Position, g.Id
        """;

    /// <summary>The group that stands first in a list, whether it fits or not; null: nobody waits.</summary>
    public async Task<WaitlistGroup?> FirstGroupAsync(Session session, Guid themeDayId, Participation participation) =>
        (await session.QueryAsync<WaitlistGroup>(database.Page(FirstGroupSql), new { ThemeDayId = themeDayId, Participation = Code.Of(participation), Take = 1 })).FirstOrDefault();

    private const string FirstGroupSql = """
        SELECT Id, ThemeDayId, Participation, Position, Waiting, Asked, MovedAt, MoveReason
        FROM WaitlistGroups
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation AND Waiting > 0
        ORDER BY Position, Id
        """;

    /// <summary>Those of a group who have been offered nothing.</summary>
    public async Task<IReadOnlyList<Wait>> WaitingOfAsync(Session session, Guid groupId) =>
        [.. await session.QueryAsync<Wait>(WaitingOfSql, new { GroupId = groupId })];

    private const string WaitingOfSql = SelectSql + """

        WHERE w.GroupId = @GroupId AND w.EndedAt IS NULL AND w.OfferedAt IS NULL
        ORDER BY w.Id
        """;

    /// <summary>Keeps a place for this person, who is counted among those who wait no more. The place itself is taken by the caller.</summary>
    /// <param name="reason">Why it is offered out of order; null: it is this person's turn.</param>
    public async Task OfferAsync(Write write, Wait wait, DateTimeOffset now, DateTimeOffset deadline, string? reason)
    {
        await write.ExecuteAsync(OfferSql, new { wait.Id, Now = now, Deadline = deadline, Reason = reason });
        await write.ExecuteAsync(LeaveGroupSql, new { wait.GroupId });
    }

    private const string OfferSql = """
        UPDATE Waits
        SET OfferedAt = @Now, Deadline = @Deadline, OfferReason = @Reason
        WHERE Id = @Id
        """;

    private const string LeaveGroupSql = """
        UPDATE WaitlistGroups
        SET Waiting = Waiting - 1, Asked = Asked - 1
        WHERE Id = @GroupId
        """;

    /// <summary>Ends a wait that is live. A place that was kept for it is given back by the caller.</summary>
    public async Task EndAsync(Write write, Wait wait, WaitOutcome outcome, DateTimeOffset now)
    {
        await write.ExecuteAsync(EndSql, new { wait.Id, Outcome = Code.Of(outcome), Now = now });
        if (!wait.HoldsPlace)
        {
            await write.ExecuteAsync(LeaveGroupSql, new { wait.GroupId });
        }
    }

    private const string EndSql = """
        UPDATE Waits
        SET EndedAt = @Now, Outcome = @Outcome
        WHERE Id = @Id
        """;

    /// <summary>Offers whose time is over, the longest over first.</summary>
    public async Task<IReadOnlyList<Wait>> OverdueAsync(Session session, DateTimeOffset now, int take) =>
        [.. await session.QueryAsync<Wait>(database.Page(OverdueSql), new { Now = now, Take = take })];

    private const string OverdueSql = SelectSql + """

        WHERE w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL AND w.Deadline <= @Now
        ORDER BY w.Deadline, w.Id
        """;

    /// <summary>A group of which someone waits.</summary>
    public Task<WaitlistGroup?> FindGroupAsync(Session session, Guid id) => session.FindAsync<WaitlistGroup>(FindGroupSql, new { Id = id });

    private const string FindGroupSql = """
        SELECT Id, ThemeDayId, Participation, Position, Waiting, Asked, MovedAt, MoveReason
        FROM WaitlistGroups
        WHERE Id = @Id AND Waiting > 0
        """;

    /// <summary>Puts a group right before another of the same list. Those before it make room, so that no later arrival meets a position that is taken.</summary>
    public async Task MoveAsync(Write write, WaitlistGroup group, WaitlistGroup before, string reason, DateTimeOffset now)
    {
        await write.ExecuteAsync(MakeRoomSql, new { group.ThemeDayId, Participation = Code.Of(group.Participation), before.Position });
        await write.ExecuteAsync(MoveSql, new { group.Id, Position = before.Position - 1, Reason = reason, Now = now });
    }

    private const string MakeRoomSql = """
        UPDATE WaitlistGroups
        SET Position = Position - 1
        WHERE ThemeDayId = @ThemeDayId AND Participation = @Participation AND Position < @Position
        """;

    private const string MoveSql = """
        UPDATE WaitlistGroups
        SET Position = @Position, MovedAt = @Now, MoveReason = @Reason
        WHERE Id = @Id
        """;

    /// <summary>Offers on a day that stand beyond an instant.</summary>
    public async Task<IReadOnlyList<Wait>> OfferedBeyondAsync(Session session, Guid themeDayId, DateTimeOffset latest) =>
        [.. await session.QueryAsync<Wait>(OfferedBeyondSql, new { ThemeDayId = themeDayId, Deadline = latest })];

    private const string OfferedBeyondSql = SelectSql + """

        WHERE w.ThemeDayId = @ThemeDayId AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL AND w.Deadline > @Deadline
        ORDER BY w.Id
        """;

    public Task ChangeDeadlineAsync(Write write, Guid id, DateTimeOffset deadline) => write.ExecuteAsync(ChangeDeadlineSql, new { Id = id, Deadline = deadline });

    private const string ChangeDeadlineSql = """
        UPDATE Waits
        SET Deadline = @Deadline
        WHERE Id = @Id
        """;

    /// <summary>Days of one date, not cancelled, that someone waits for, offered a place or not.</summary>
    public async Task<IReadOnlyList<Guid>> WaitedForOnAsync(Session session, DateOnly date) => [.. await session.QueryAsync<Guid>(WaitedForOnSql, new { Date = date })];

    private const string WaitedForOnSql = """
        SELECT d.Id
        FROM ThemeDays d
        WHERE d.Date = @Date AND d.CancelledAt IS NULL AND EXISTS (SELECT 1 FROM Waits w WHERE w.ThemeDayId = d.Id AND w.EndedAt IS NULL)
        """;

    /// <summary>The waits of a day, offered a place or not.</summary>
    public async Task<IReadOnlyList<Wait>> LiveOnDayAsync(Session session, Guid themeDayId, int take) =>
        [.. await session.QueryAsync<Wait>(database.Page(LiveOnDaySql), new { ThemeDayId = themeDayId, Take = take })];

    private const string LiveOnDaySql = SelectSql + """

        WHERE w.ThemeDayId = @ThemeDayId AND w.EndedAt IS NULL
        ORDER BY w.Id
        """;

    /// <summary>Where a group fits in the places that are free, on days of today or still to come.</summary>
    public async Task<IReadOnlyList<FreedPlace>> FreedAsync(Session session, DateOnly today) =>
        [.. await session.QueryAsync<FreedPlace>(FreedSql, new { Today = today })];

    private const string FreedSql = """
        SELECT p.ThemeDayId, p.Participation
        FROM Places p
        JOIN ThemeDays d ON d.Id = p.ThemeDayId
        WHERE d.CancelledAt IS NULL AND (d.Date IS NULL OR d.Date >= @Today) AND p.Taken < p.Capacity
            AND EXISTS (
                SELECT 1
                FROM WaitlistGroups g
                WHERE g.ThemeDayId = p.ThemeDayId AND g.Participation = p.Participation AND g.Waiting > 0 AND g.Asked <= p.Capacity - p.Taken)
        ORDER BY p.ThemeDayId, p.Participation
        """;
}
