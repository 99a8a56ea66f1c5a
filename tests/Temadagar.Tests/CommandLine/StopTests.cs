using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.CommandLine;

/// <summary>Stopped as systemd and container engines stop it.</summary>
[Slow]
public class StopTests
{
    [Fact]
    public async Task Told_to_stop_it_answers_who_has_asked_and_ends_the_mail_that_is_on_its_way()
    {
        using var folder = new DataFolder();
        using var mayAnswer = new ManualResetEventSlim();
        using var isSending = new ManualResetEventSlim();
        await using var peer = new SmtpPeer
        {
            Script = line =>
            {
                if (line == ".")
                {
                    isSending.Set();
                    mayAnswer.Wait();
                }

                return null;
            },
        };
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", folder.Setting, .. SmtpPeer.Settings(peer)]);
        await using var running = program;
        using var asking = client;
        (await asking.PostAsJsonAsync("/api/registrations", Some.Submission("lulea", "onSite", "forst@example.org"))).EnsureSuccessStatusCode();
        await Task.Run(isSending.Wait, TestContext.Current.CancellationToken);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "temadagar.db")};Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        var held = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var registering = asking.PostAsJsonAsync("/api/registrations", Some.Submission("lulea", "onSite", "under-tiden@example.org"));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        var clock = Stopwatch.StartNew();
        var stopped = program.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await held.DisposeAsync();
        mayAnswer.Set();

        using var reply = await registering;
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal(0, await stopped);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
        Assert.Equal(1, folder.Count("Registrations WHERE Email = 'under-tiden@example.org'"));
        Assert.Single(peer.Messages, message => message.Contains("forst@example.org", StringComparison.Ordinal));
        Assert.Equal(1, folder.Count("Outbox WHERE Recipient = 'forst@example.org' AND State = 'sent'"));
        Assert.Equal(0, folder.Count("Outbox WHERE State = 'sending'"));
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_keeps_it_from_stopping_for_twenty_seconds_at_the_most()
    {
        using var folder = new DataFolder();
        await using var peer = new SmtpPeer { Script = line => line == "." ? SmtpPeer.Silence : null };
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", folder.Setting, .. SmtpPeer.Settings(peer)]);
        await using var running = program;
        using var asking = client;
        (await asking.PostAsJsonAsync("/api/registrations", Some.Submission("lulea", "onSite", "vantar@example.org"))).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(() => Task.FromResult(!peer.Messages.IsEmpty));

        var clock = Stopwatch.StartNew();
        await program.StopAsync();

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        // It comes once more, by the clock: whether it was taken nobody knows.
        Assert.Equal(1, folder.Count("Outbox WHERE Recipient = 'vantar@example.org' AND State IN ('queued', 'sending')"));
    }
}
