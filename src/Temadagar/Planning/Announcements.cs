using System.Text.Json;
using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Planning;

/// <summary>
/// Tells all on a day what has become of it. Whom it concerns is written down in the write of the change; their mails follow at
/// once, a batch a write, and after a crash from where it stopped.
/// </summary>
public sealed partial class Announcements(
    Database database, AnnouncementStore announcements, RegistrationStore registrations, RegistrationMails mails, TimeProvider clock, ILogger<Announcements> logger)
    : RecurringWork(logger)
{
    // About 10 ms of the one writer.
    private const int BatchLength = 200;

    // Only for what another instance left behind: what is announced here is told of at once.
    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(30);

    private readonly Bell announced = new();

    // What this run of the program cannot queue stops no others. Another version may, or the next start.
    private readonly HashSet<Guid> aside = [];

    /// <summary>Within the write that changes the day, after its calendar entries have their new versions.</summary>
    public async Task AddAsync(Write write, string kind, int sequence, Guid themeDayId, DayNews news)
    {
        await announcements.AddAsync(write, new Announcement(Guid.CreateVersion7(), kind, sequence, JsonSerializer.Serialize(news)), themeDayId, clock.GetUtcNow());
        announced.RingAfter(write);
    }

    /// <summary>Within a write: tells those of a group, without a calendar entry.</summary>
    /// <returns>How many they are.</returns>
    public async Task<int> AddAsync(Write write, string kind, int sequence, Guid themeDayId, ToldGroup group, DayNews news)
    {
        var reached = await announcements.AddAsync(write, new Announcement(Guid.CreateVersion7(), kind, sequence, JsonSerializer.Serialize(news)), themeDayId, group, clock.GetUtcNow());
        announced.RingAfter(write);
        return reached;
    }

    public override void Dispose()
    {
        announced.Dispose();
        base.Dispose();
    }

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await QueueBatchAsync(cancellationToken))
        {
        }
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => announced.WaitAsync(IdlePause, cancellationToken);

    /// <returns>False when there is nothing left to do.</returns>
    private async Task<bool> QueueBatchAsync(CancellationToken cancellationToken)
    {
        Announcement? next;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // An idle service asks without writing, or every pause would cost a commit.
            next = (await announcements.NextAsync(read, aside.Count + 1)).FirstOrDefault(one => !aside.Contains(one.Id));
        }

        if (next is null)
        {
            return false;
        }

        try
        {
            await QueueBatchAsync(next, JsonSerializer.Deserialize<DayNews>(next.Facts)!, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && DatabaseFaults.Translate(exception) is not DatabaseUnavailableException)
        {
            aside.Add(next.Id);
            LogLeft(Logger, next.Id, next.Kind, exception.GetType().Name);
        }

        return true;
    }

    private Task QueueBatchAsync(Announcement next, DayNews news, CancellationToken cancellationToken) =>
        database.WriteAsync(async write =>
        {
            if (!await announcements.LockAsync(write, next.Id))
            {
                return;
            }

            var batch = await announcements.RecipientsAsync(write, next.Id, BatchLength);
            foreach (var recipient in batch)
            {
                await announcements.RemoveRecipientAsync(write, next.Id, recipient.RegistrationId);
                // Whoever has cancelled meanwhile has been told of that, and is not concerned any more.
                if (await registrations.FindAsync(write, recipient.RegistrationId) is { Status: not RegistrationStatus.Cancelled } registration)
                {
                    await mails.QueueAsync(write, next.Kind, next.Sequence, registration with { CalendarSequence = recipient.CalendarSequence }, news);
                }
            }

            if (batch.Count < BatchLength)
            {
                await announcements.RemoveAsync(write, next.Id);
            }
        }, cancellationToken);

    [LoggerMessage(LogLevel.Error, "Announcement {Id} ({Kind}) cannot be queued and is left until the next start: {Reason}")]
    private static partial void LogLeft(ILogger logger, Guid id, string kind, string reason);
}
