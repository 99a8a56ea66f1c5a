using MimeKit;
using Temadagar.Data;
using Temadagar.Telemetry;

namespace Temadagar.Mail;

/// <summary>
/// Sends what is in the outbox, oldest first, until the program stops. A mail that cannot be sent now is tried again after
/// a growing pause; one that the server refuses for good is kept as failed. None stops the others. While the server is away all wait in
/// their order, and the oldest is tried now and then.
/// </summary>
public sealed partial class MailDispatcher(
    Outbox outbox, MessageBuilder builder, IMailTransport transport, MailComposers composers, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<MailDispatcher> logger)
    : BackgroundService
{
    private const int BatchLength = 32;

    // Longer than any transport's own patience: giving up while the server thinks is how mail comes twice.
    private static readonly TimeSpan SendingLimit = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan RenewalPause = Outbox.Lease / 3;

    // As long as mail servers try (RFC 5321, 4.5.4.1 asks for 4 to 5 days).
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(5);
    private const int FewestTries = 10;
    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WritingPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestAway = TimeSpan.FromMinutes(5);

    private static readonly Delivery TooLate = new(DeliveryOutcome.Permanent, Outbox.TooLate);

    private readonly Guid worker = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Links in mails begin with the address that the service listens on, which is known only once it does.
        var started = new TaskCompletionSource();
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        await using (stoppingToken.Register(() => started.TrySetCanceled(stoppingToken)))
        {
            await started.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var away = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The lease is reckoned from before the claim, which may have waited for the database.
                var asked = clock.GetUtcNow();
                var mails = await outbox.ClaimAsync(worker, BatchLength, stoppingToken);
                away = await SendAsync(mails, asked, stoppingToken) || mails.Count == 0 ? 0 : away + 1;
                if (away > 0)
                {
                    await Task.Delay(Pause(away, LongestAway), clock, stoppingToken);
                }
                else if (mails.Count < BatchLength)
                {
                    await outbox.WaitAsync(IdlePause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogPaused(logger, DatabaseFaults.Translate(exception));
                await Task.Delay(IdlePause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>False: the server is away.</returns>
    private async Task<bool> SendAsync(IReadOnlyList<QueuedMail> mails, DateTimeOffset leasedAt, CancellationToken stoppingToken)
    {
        // The result of one is written while the next is on its way: to wait for each commit would be most of the time.
        var writing = new List<Task>(mails.Count);
        var waiting = new Queue<Held>(mails.Select(Hold));
        try
        {
            while (waiting.Count > 0)
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    writing.Add(outbox.ReleaseAsync(waiting.Select(one => one.Mail.Id), worker, null));
                    return true;
                }

                if (writing.Count > 1)
                {
                    // While the database is away nothing more is sent: each mail that is not written down would go twice.
                    await writing[^2];
                }

                if (clock.GetUtcNow() - leasedAt >= RenewalPause)
                {
                    // What was not held any more, since nothing was renewed for too long, is another's to send.
                    leasedAt = clock.GetUtcNow();
                    var held = await outbox.RenewAsync(waiting.Select(one => one.Mail.Id), worker);
                    waiting = new Queue<Held>(waiting.Where(one => held.Contains(one.Mail.Id)));
                    continue;
                }

                var sent = waiting.Dequeue();
                if (waiting.TryPeek(out var next))
                {
                    // To make a mail takes longer than to send it, so the next is made while one is on its way.
                    _ = next.Message.Value;
                }

                var delivery = await DeliverHeldAsync(sent, waiting);
                if (delivery.Outcome == DeliveryOutcome.Away)
                {
                    LogAway(logger, delivery.Reply);
                    Count(sent.Mail, "delayed");
                    writing.Add(outbox.ReleaseAsync([sent.Mail.Id], worker, delivery.Reply));
                    writing.AddRange(waiting.Where(one => IsTooLate(one.Mail)).Select(one => KeepAsync(one.Mail, TooLate, stoppingToken)));
                    writing.Add(outbox.ReleaseAsync(waiting.Where(one => !IsTooLate(one.Mail)).Select(one => one.Mail.Id).ToList(), worker, null));
                    return false;
                }

                writing.Add(KeepAsync(sent.Mail, delivery, stoppingToken));
            }

            return true;
        }
        finally
        {
            await Task.WhenAll(writing);
        }
    }

    private Held Hold(QueuedMail mail) => new(mail, new(() => Task.Run(() => builder.Build(composers.Compose(mail, withLink: true)))));

    // Where the server is slow, the mail and those behind it are claimed for longer.
    private async Task<Delivery> DeliverHeldAsync(Held sent, IEnumerable<Held> behind)
    {
        var delivering = DeliverAsync(sent);
        using var delivered = new CancellationTokenSource();
        while (await Task.WhenAny(delivering, Task.Delay(RenewalPause, clock, delivered.Token)) != delivering)
        {
            await TryRenewAsync(behind.Prepend(sent).Select(one => one.Mail.Id));
        }

        // Or each mail would leave a timer that runs on.
        await delivered.CancelAsync();
        return await delivering;
    }

    // A mail that is on its way is waited for, whatever comes of the database: what the server said of it is the only thing that says so.
    private async Task TryRenewAsync(IEnumerable<Guid> mails)
    {
        try
        {
            await outbox.RenewAsync(mails, worker);
        }
        catch (Exception exception)
        {
            LogPaused(logger, DatabaseFaults.Translate(exception));
        }
    }

    private async Task<Delivery> DeliverAsync(Held held)
    {
        var mail = held.Mail;
        if (IsTooLate(mail))
        {
            return TooLate;
        }

        using var trace = Instruments.Traces.StartActivity("mail");
        trace?.SetTag("kind", mail.Kind);
        try
        {
            using var limit = new CancellationTokenSource(SendingLimit);
            using var message = await held.Message.Value;
            return await transport.SendAsync(message, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new Delivery(DeliveryOutcome.Transient, $"No answer within {SendingLimit.TotalSeconds} s.");
        }
        catch (Exception exception)
        {
            // One poisoned mail must not stop the others. The message of the exception may hold facts of a person.
            LogPoisoned(logger, mail.Id, mail.Kind, exception.GetType().Name);
            return new Delivery(DeliveryOutcome.Transient, $"The mail could not be made: {exception.GetType().Name}.");
        }
    }

    private Task KeepAsync(QueuedMail mail, Delivery delivery, CancellationToken stoppingToken)
    {
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Accepted:
                LogSent(logger, mail.Id, mail.Kind);
                Count(mail, "sent");
                return KeepSentAsync(mail.Id, delivery.Reply, stoppingToken);
            case DeliveryOutcome.Permanent:
            case DeliveryOutcome.Transient when IsTooOld(mail):
                LogRefused(logger, mail.Id, mail.Kind, delivery.Reply);
                Count(mail, "refused");
                return outbox.FailedAsync(mail.Id, worker, delivery.Reply);
            default:
                var pause = Pause(mail.Attempts, LongestPause);
                Count(mail, "delayed");
                LogDelayed(logger, mail.Id, mail.Kind, (int)pause.TotalSeconds, delivery.Reply);
                return outbox.RetryAsync(mail.Id, worker, delivery.Reply, clock.GetUtcNow() + pause);
        }
    }

    private static void Count(QueuedMail mail, string result) =>
        Instruments.Mails.Add(1, new KeyValuePair<string, object?>("result", result), new KeyValuePair<string, object?>("kind", mail.Kind));

    // What has been sent goes once more if that is not written down, so it is tried until it is.
    private async Task KeepSentAsync(Guid id, string reply, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await outbox.SentAsync(id, reply);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogPaused(logger, DatabaseFaults.Translate(exception));
                await Task.Delay(WritingPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool IsTooLate(QueuedMail mail) => mail.NotAfter <= clock.GetUtcNow();

    // One that could not be tried for days, since the server was away or the database is a restored one, has its tries all the same.
    private bool IsTooOld(QueuedMail mail) => clock.GetUtcNow() - mail.TriedSince > GivesUpAfter && mail.Attempts >= FewestTries;

    // Doubled each time, and spread by up to a quarter so that an outage does not end in a rush.
    private static TimeSpan Pause(int attempts, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts, 16)), longest.TotalSeconds))
        * (1 + (Random.Shared.NextDouble() / 4));

    /// <summary>Claimed, and made once someone asks for it.</summary>
    private sealed record Held(QueuedMail Mail, Lazy<Task<MimeMessage>> Message);

    [LoggerMessage(LogLevel.Debug, "Mail {Id} ({Kind}) sent")]
    private static partial void LogSent(ILogger logger, Guid id, string kind);

    [LoggerMessage(LogLevel.Warning, "Mail {Id} ({Kind}) is given up: {Reply}")]
    private static partial void LogRefused(ILogger logger, Guid id, string kind, string reply);

    [LoggerMessage(LogLevel.Warning, "Mail {Id} ({Kind}) could not be sent; next try in {Seconds} s: {Reply}")]
    private static partial void LogDelayed(ILogger logger, Guid id, string kind, int seconds, string reply);

    [LoggerMessage(LogLevel.Error, "No mail can be sent now; all wait, and the oldest is tried again: {Reply}")]
    private static partial void LogAway(ILogger logger, string reply);

    [LoggerMessage(LogLevel.Error, "Mail {Id} ({Kind}) could not be made: {Fault}")]
    private static partial void LogPoisoned(ILogger logger, Guid id, string kind, string fault);

    [LoggerMessage(LogLevel.Error, "Mail is paused")]
    private static partial void LogPaused(ILogger logger, Exception exception);
}
