using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Mail;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Texts;

namespace Temadagar.Tests.Mail;

/// <summary>The outbox by itself: the service is built and never started, so no dispatcher takes anything.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly Guid Worker = Guid.NewGuid();

    private readonly DataFolder folder = new();
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = FakeClock.At();
    private Microsoft.AspNetCore.Builder.WebApplication? app;

    private Temadagar.Data.Database Database => app!.Services.GetRequiredService<Temadagar.Data.Database>();

    private Outbox Outbox => app!.Services.GetRequiredService<Outbox>();

    public async ValueTask InitializeAsync()
    {
        app = Program.Build([folder.Setting], services => services.AddSingleton<TimeProvider>(clock));
        await Database.UpgradeAsync();
        await app.Services.GetRequiredService<LoadSeed>().IntoEmptyAsync(Seed.Demo, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_same_mail_cannot_be_queued_twice_and_what_tried_is_undone()
    {
        var about = Guid.CreateVersion7();
        await QueueAsync(about, "prov", 0);

        var refused = await Assert.ThrowsAsync<SqliteException>(() => Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("UPDATE Series SET Name = 'Ändrad'");
            await Outbox.QueueAsync(write, new NewMail(about, Guid.Empty, "prov", 0, Language.Sv, "b@example.org", null, "{}"));
        }));

        Assert.True(Database.IsUniqueViolation(refused));
        Assert.Equal(0, await CountAsync("Series WHERE Name = 'Ändrad'"));
        await QueueAsync(about, "prov", 1);
        await QueueAsync(about, "annat", 0);
        await QueueAsync(Guid.CreateVersion7(), "prov", 0);
        Assert.Equal(4, await CountAsync("Outbox"));
    }

    [Fact]
    public async Task A_mail_belongs_to_who_claimed_it_until_the_lease_ends()
    {
        await QueueAsync(Guid.CreateVersion7(), "prov", 0);

        Assert.Single(await ClaimAsync(Worker));
        Assert.Empty(await ClaimAsync(Worker));
        clock.Advance(Outbox.Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await ClaimAsync(Guid.NewGuid()));
        clock.Advance(TimeSpan.FromSeconds(1));
        var again = Assert.Single(await ClaimAsync(Guid.NewGuid()));
        Assert.Equal(1, again.Attempts);
    }

    [Fact]
    public async Task Who_has_lost_the_lease_can_say_nothing_of_the_mail_any_more()
    {
        await QueueAsync(Guid.CreateVersion7(), "prov", 0);
        var mail = Assert.Single(await ClaimAsync(Worker));
        clock.Advance(Outbox.Lease);
        var heir = Guid.NewGuid();
        Assert.Single(await ClaimAsync(heir));

        await Outbox.FailedAsync(mail.Id, Worker, "550");
        await Outbox.RetryAsync(mail.Id, Worker, "451", clock.GetUtcNow());
        await Outbox.FailedAsync(mail.Id, Worker, "550");
        Assert.Equal(1, await CountAsync("Outbox WHERE State = 'sending' AND LastReply IS NULL"));

        // What was accepted is sent, whoever holds it: the heir's own try then changes nothing.
        await Outbox.SentAsync(mail.Id, "250");
        await Outbox.RetryAsync(mail.Id, heir, "451", clock.GetUtcNow());
        Assert.Equal(1, await CountAsync("Outbox WHERE State = 'sent' AND LastReply = '250' AND LeasedBy IS NULL AND SentAt IS NOT NULL"));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ClaimAsync(Worker));
    }

    [Fact]
    public async Task Two_who_claim_at_once_share_nothing()
    {
        for (var i = 0; i < 60; i++)
        {
            await QueueAsync(Guid.CreateVersion7(), "prov", 0);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Outbox.ClaimAsync(Guid.NewGuid(), 10, CancellationToken.None))));

        Assert.Equal(60, claimed.Sum(mails => mails.Count));
        Assert.Equal(60, claimed.SelectMany(mails => mails).Select(mail => mail.Id).Distinct().Count());
        Assert.All(claimed, mails => Assert.True(mails.Count <= 10));
    }

    [Fact]
    public async Task The_oldest_go_first_and_what_is_not_due_waits()
    {
        foreach (var kind in new[] { "a", "b", "c" })
        {
            await QueueAsync(Guid.CreateVersion7(), kind, 0);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = Assert.Single(await Outbox.ClaimAsync(Worker, 1, CancellationToken.None));
        Assert.Equal("a", first.Kind);
        await Outbox.RetryAsync(first.Id, Worker, "451", clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(["b", "c"], (await ClaimAsync(Worker)).Select(mail => mail.Kind));
        clock.Advance(TimeSpan.FromSeconds(59.9));
        Assert.DoesNotContain(await ClaimAsync(Guid.NewGuid()), mail => mail.Kind == "a");
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Contains(await ClaimAsync(Guid.NewGuid()), mail => mail.Kind == "a");
    }

    [Fact]
    public async Task The_backlog_counts_what_waits_and_is_on_its_way()
    {
        Assert.Equal(new OutboxBacklog(0, null), await Outbox.BacklogAsync(CancellationToken.None));
        var start = clock.GetUtcNow();
        foreach (var kind in new[] { "a", "b", "c", "d" })
        {
            await QueueAsync(Guid.CreateVersion7(), kind, 0);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var mails = await Outbox.ClaimAsync(Worker, 2, CancellationToken.None);
        await Outbox.SentAsync(mails[0].Id, "250");
        await Outbox.FailedAsync(mails[1].Id, Worker, "550");

        Assert.Equal(new OutboxBacklog(2, start.AddSeconds(2)), await Outbox.BacklogAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_waits_is_woken_by_what_is_queued_and_not_by_what_is_undone()
    {
        var waiting = Outbox.WaitAsync(TimeSpan.FromMinutes(5), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(() => Database.WriteAsync<int>(async write =>
        {
            await Outbox.QueueAsync(write, new NewMail(Guid.NewGuid(), Guid.Empty, "prov", 0, Language.Sv, "a@example.org", null, "{}"));
            throw new InvalidDataException();
        }));
        await QueueNothingAsync();
        Assert.False(waiting.IsCompleted);

        await QueueAsync(Guid.CreateVersion7(), "prov", 0);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        await QueueAsync(Guid.CreateVersion7(), "prov", 0);
        await QueueAsync(Guid.CreateVersion7(), "prov", 0);
    }

    private Task<int> QueueNothingAsync() => Database.WriteAsync(write => write.ExecuteAsync("UPDATE Series SET Name = Name"));

    private Task QueueAsync(Guid about, string kind, int sequence) =>
        Database.WriteAsync(write => Outbox.QueueAsync(write, new NewMail(about, Guid.Empty, kind, sequence, Language.Sv, "a@example.org", null, "{}")));

    private Task<IReadOnlyList<QueuedMail>> ClaimAsync(Guid worker) => Outbox.ClaimAsync(worker, 100, CancellationToken.None);

    private async Task<long> CountAsync(string from)
    {
        await using var read = await Database.OpenReadAsync();
        return await read.ScalarAsync<long>($"SELECT COUNT(*) FROM {from}");
    }
}
