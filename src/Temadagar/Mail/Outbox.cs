using Dapper;
using Temadagar.Data;
using Temadagar.Texts;

namespace Temadagar.Mail;

/// <summary>A mail that a change calls for. It holds facts, never a link or a rendered text: those are made when it is sent.</summary>
/// <param name="About">What it tells about. With <paramref name="Kind"/> and <paramref name="Sequence"/> it is unique: nothing is sent twice by design.</param>
/// <param name="ThemeDayId">The day that it is about: its organizers see what becomes of the mail.</param>
/// <param name="Facts">JSON, a snapshot of what was true when it was queued.</param>
public sealed record NewMail(Guid About, Guid ThemeDayId, string Kind, int Sequence, Language Language, string Recipient, string? RecipientName, string Facts)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Then it is of no use any more, and is not sent. Null: it is sent whenever it can be.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}

/// <param name="Attempts">How often it has been tried since it was queued or, later, queued once more.</param>
/// <param name="TriedSince">When that was.</param>
[method: ExplicitConstructor]
public sealed record QueuedMail(
    Guid Id, Guid About, string Kind, Language Language, string Recipient, string? RecipientName, string Facts, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset TriedSince, DateTimeOffset? NotAfter = null);

[method: ExplicitConstructor]
public sealed record OutboxBacklog(int Waiting, DateTimeOffset? Oldest);

/// <summary>
/// Mail waiting to be sent. A row is written in the transaction of what it tells about, so a change that is acknowledged has
/// its mail. A worker claims rows for a while (the lease); a worker that dies gives them back by the clock.
/// </summary>
public sealed class Outbox(Database database, TimeProvider clock) : IDisposable
{
    /// <summary>How long a claimed mail belongs to its worker.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>What is noted as the reply of a mail that was not sent because it was of no use any more.</summary>
    public const string TooLate = "Not sent: it would have come too late.";

    private readonly Bell queued = new();

    public async Task QueueAsync(Write write, NewMail mail)
    {
        await write.ExecuteAsync(QueueSql, new
        {
            mail.Id,
            mail.About,
            mail.ThemeDayId,
            mail.Kind,
            mail.Sequence,
            Language = Code.Of(mail.Language),
            mail.Recipient,
            mail.RecipientName,
            mail.Facts,
            Now = clock.GetUtcNow(),
            mail.NotAfter,
        });
        queued.RingAfter(write);
    }

    private const string QueueSql = """
        INSERT INTO Outbox (Id, About, ThemeDayId, Kind, Sequence, Language, Recipient, RecipientName, Facts, State, Attempts, CreatedAt, NextAttemptAt, NotAfter)
        VALUES (@Id, @About, @ThemeDayId, @Kind, @Sequence, @Language, @Recipient, @RecipientName, @Facts, 'queued', 0, @Now, @Now, @NotAfter)
        """;

    /// <summary>The oldest mails that are due, now this worker's until the lease ends.</summary>
    public async Task<IReadOnlyList<QueuedMail>> ClaimAsync(Guid worker, int take, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // An idle service asks without writing, or every pause would cost a commit.
            if (!await read.ScalarAsync<bool>(AnyDueSql, new { Now = now }))
            {
                return [];
            }
        }

        return await database.WriteAsync<IReadOnlyList<QueuedMail>>(async write =>
        {
            var mine = new List<QueuedMail>();
            foreach (var mail in await write.QueryAsync<QueuedMail>(database.Page(DueSql), new { Now = now, Take = take }))
            {
                if (await write.ExecuteAsync(ClaimSql, new { mail.Id, Worker = worker, Now = now, LeaseEnds = now + Lease }) == 1)
                {
                    mine.Add(mail);
                }
            }

            return mine;
        }, cancellationToken);
    }

    private const string AnyDueSql = """
        SELECT CASE WHEN EXISTS (
            SELECT 1 FROM Outbox WHERE State IN ('queued', 'sending') AND NextAttemptAt <= @Now
        ) THEN 1 ELSE 0 END
        """;

    private const string DueSql = """
        SELECT Id, About, Kind, Language, Recipient, RecipientName, Facts, Attempts, CreatedAt, COALESCE(ResentAt, CreatedAt) AS TriedSince, NotAfter
        FROM Outbox
        WHERE State IN ('queued', 'sending') AND NextAttemptAt <= @Now
        ORDER BY NextAttemptAt
        """;

    private const string ClaimSql = """
        UPDATE Outbox
        SET State = 'sending', LeasedBy = @Worker, NextAttemptAt = @LeaseEnds, Attempts = Attempts + 1
        WHERE Id = @Id AND State IN ('queued', 'sending') AND NextAttemptAt <= @Now
        """;

    /// <summary>Takes mails of a kind back that are not on their way yet: what they tell is not so any more.</summary>
    public Task WithdrawAsync(Write write, Guid about, string kind) => write.ExecuteAsync(WithdrawSql, new { About = about, Kind = kind });

    private const string WithdrawSql = """
        DELETE FROM Outbox
        WHERE About = @About AND Kind = @Kind AND State IN ('queued', 'sending')
        """;

    /// <summary>As <see cref="WithdrawAsync"/>, all that are about a day.</summary>
    public Task WithdrawOfDayAsync(Write write, Guid themeDayId, string kind) => write.ExecuteAsync(WithdrawOfDaySql, new { ThemeDayId = themeDayId, Kind = kind });

    private const string WithdrawOfDaySql = """
        DELETE FROM Outbox
        WHERE ThemeDayId = @ThemeDayId AND Kind = @Kind AND State IN ('queued', 'sending')
        """;

    /// <summary>Whether the latest mail of a kind has been sent; false where there is none.</summary>
    public async Task<bool> IsSentAsync(Session session, Guid about, string kind) =>
        (await session.QueryAsync<string>(database.Page(StateSql), new { About = about, Kind = kind, Take = 1 })).FirstOrDefault() == "sent";

    private const string StateSql = """
        SELECT State
        FROM Outbox
        WHERE About = @About AND Kind = @Kind
        ORDER BY Sequence DESC
        """;

    /// <summary>Whether the two latest mails of a kind were refused for good. One that came too late was not.</summary>
    public async Task<bool> IsRefusedTwiceAsync(Session session, Guid about, string kind) =>
        (await session.QueryAsync<bool>(database.Page(RefusedSql), new { About = about, Kind = kind, Reply = TooLate, Take = 2 })).Count(refused => refused) == 2;

    private const string RefusedSql = """
        SELECT CASE WHEN o.State = 'failed' AND o.LastReply <> @Reply THEN 1 ELSE 0 END
        FROM Outbox o
        WHERE o.About = @About AND o.Kind = @Kind
        ORDER BY o.Sequence DESC
        """;

    /// <summary>Whether a mail of a kind has been queued since an instant, whatever has become of it.</summary>
    public Task<bool> AnySinceAsync(Session session, Guid about, string kind, DateTimeOffset since) =>
        session.ScalarAsync<bool>(AnySinceSql, new { About = about, Kind = kind, Since = since });

    private const string AnySinceSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Outbox o WHERE o.About = @About AND o.Kind = @Kind AND o.CreatedAt > @Since) THEN 1 ELSE 0 END
        """;

    /// <summary>A mail that has been accepted is sent, whoever holds it by now. It may be told more than once.</summary>
    public Task SentAsync(Guid id, string reply) =>
        database.WriteAsync(write => write.ExecuteAsync(SentSql, new { Id = id, Reply = reply, Now = clock.GetUtcNow() }));

    private const string SentSql = """
        UPDATE Outbox
        SET State = 'sent', SentAt = @Now, LastReply = @Reply, LeasedBy = NULL
        WHERE Id = @Id AND State IN ('queued', 'sending')
        """;

    /// <summary>Gives a mail back, to be tried again at <paramref name="nextAttemptAt"/>.</summary>
    public Task RetryAsync(Guid id, Guid worker, string reply, DateTimeOffset nextAttemptAt) =>
        database.WriteAsync(write => write.ExecuteAsync(RetrySql, new { Id = id, Worker = worker, Reply = reply, NextAttemptAt = nextAttemptAt }));

    private const string RetrySql = """
        UPDATE Outbox
        SET State = 'queued', NextAttemptAt = @NextAttemptAt, LastReply = @Reply, LeasedBy = NULL
        WHERE Id = @Id AND LeasedBy = @Worker
        """;

    /// <summary>Gives mails back that were not tried, to where they stood in the line.</summary>
    /// <param name="reply">Why not; null: for no reason of the server's.</param>
    public Task ReleaseAsync(IEnumerable<Guid> ids, Guid worker, string? reply) => database.WriteAsync(async write =>
    {
        foreach (var id in ids)
        {
            await write.ExecuteAsync(ReleaseSql, new { Id = id, Worker = worker, Reply = reply });
        }
    });

    private const string ReleaseSql = """
        UPDATE Outbox
        SET State = 'queued', NextAttemptAt = COALESCE(ResentAt, CreatedAt), Attempts = Attempts - 1, LastReply = COALESCE(@Reply, LastReply), LeasedBy = NULL
        WHERE Id = @Id AND LeasedBy = @Worker
        """;

    /// <summary>Keeps mails for their worker for another lease.</summary>
    /// <returns>Those that were the worker's still.</returns>
    public Task<HashSet<Guid>> RenewAsync(IEnumerable<Guid> ids, Guid worker)
    {
        var leaseEnds = clock.GetUtcNow() + Lease;
        return database.WriteAsync(async write =>
        {
            var held = new HashSet<Guid>();
            foreach (var id in ids)
            {
                if (await write.ExecuteAsync(RenewSql, new { Id = id, Worker = worker, LeaseEnds = leaseEnds }) == 1)
                {
                    held.Add(id);
                }
            }

            return held;
        });
    }

    private const string RenewSql = """
        UPDATE Outbox
        SET NextAttemptAt = @LeaseEnds
        WHERE Id = @Id AND LeasedBy = @Worker AND State = 'sending'
        """;

    public Task FailedAsync(Guid id, Guid worker, string reply) =>
        database.WriteAsync(write => write.ExecuteAsync(FailedSql, new { Id = id, Worker = worker, Reply = reply }));

    private const string FailedSql = """
        UPDATE Outbox
        SET State = 'failed', LastReply = @Reply, LeasedBy = NULL
        WHERE Id = @Id AND LeasedBy = @Worker
        """;

    /// <summary>What was queued, whatever has become of it.</summary>
    public Task<QueuedMail?> FindAsync(Session session, Guid id) => session.FindAsync<QueuedMail>(FindSql, new { Id = id });

    private const string FindSql = """
        SELECT Id, About, Kind, Language, Recipient, RecipientName, Facts, Attempts, CreatedAt, COALESCE(ResentAt, CreatedAt) AS TriedSince, NotAfter
        FROM Outbox
        WHERE Id = @Id
        """;

    /// <summary>Queues a mail once more as it was, with the same Message-ID; false where it is on its way already.</summary>
    public async Task<bool> ResendAsync(Write write, Guid id)
    {
        var resent = await write.ExecuteAsync(ResendSql, new { Id = id, Now = clock.GetUtcNow() }) == 1;
        queued.RingAfter(write);
        return resent;
    }

    private const string ResendSql = """
        UPDATE Outbox
        SET State = 'queued', NextAttemptAt = @Now, SentAt = NULL, ResentAt = @Now, Attempts = 0
        WHERE Id = @Id AND State IN ('sent', 'failed')
        """;

    public async Task<OutboxBacklog> BacklogAsync(CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return (await read.FindAsync<OutboxBacklog>(BacklogSql))!;
    }

    private const string BacklogSql = """
        SELECT COUNT(*) AS Waiting, MIN(CreatedAt) AS Oldest
        FROM Outbox
        WHERE State IN ('queued', 'sending')
        """;

    /// <summary>Returns when something has been queued, or after the pause.</summary>
    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => queued.WaitAsync(pause, cancellationToken);

    public void Dispose() => queued.Dispose();
}
