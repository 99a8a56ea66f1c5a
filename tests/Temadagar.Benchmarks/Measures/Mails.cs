using Temadagar.Benchmarks.Floors;

namespace Temadagar.Benchmarks.Measures;

/// <summary>Mail from the outbox to a server that takes all: claimed, rendered, sent, written down.</summary>
internal static class Mails
{
    private const int Count = 1500;

    // What is reported only need not be known as well.
    private const int FewerCount = 500, FewerRounds = 3;

    // The compiler's second, optimizing, pass comes late in a process that sends one mail after the other.
    private const int WarmUps = 2;

    public static async Task<IReadOnlyList<Measured>> RunAsync()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var outbox = await FilledOutbox.MakeAsync(Count);
        var message = await outbox.OneReadyAsync();
        var servers = new List<ServerProcess>();
        try
        {
            return
            [
                await CompareAsync("on one connection", 1, Count, Turns.Rounds, 0.5),
                // The dispatcher has one connection, so more of them are more processes.
                await CompareAsync("on 2 connections, of 2 processes on one database", 2, FewerCount, FewerRounds, null),
                await CompareAsync("on 4 connections, of 4 processes on one database", 4, FewerCount, FewerRounds, null),
            ];
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.StopAsync();
            }
        }

        async Task<Measured> CompareAsync(string how, int connections, int count, int turns, double? atLeast)
        {
            while (servers.Count < connections)
            {
                servers.Add(await ServerProcess.StartAsync(Server.Sending, outbox.Data, sink.Settings));
            }

            Task<double> SendAsync() => EmptyAsync(outbox, servers, count);
            Task<double> SendReadyAsync() => ReadyMail.SendAsync(message, sink.Port, connections, count);
            await Turns.TakeAsync(SendAsync, SendReadyAsync, WarmUps);
            return Measured.Rate($"mail from the outbox to smtp-sink, rendering included, {how}", "MailKit with a ready message", await Turns.TakeAsync(SendAsync, SendReadyAsync, turns), atLeast);
        }
    }

    private static async Task<double> EmptyAsync(FilledOutbox outbox, IReadOnlyList<ServerProcess> servers, int count)
    {
        await outbox.QueueAgainAsync(count);
        // A registration wakes the dispatcher of its process at once; left alone they would look one after the other, within five seconds.
        await Task.WhenAll(servers.Select(server => Load.RunAsync(server.Address, connections: 1, TimeSpan.Zero)));
        return await outbox.EmptiedAsync();
    }
}
