using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Benchmarks;

/// <summary>A data folder whose outbox the product has filled, seen from beside the servers on it: emptied by them, and filled again with the same mails.</summary>
internal sealed class FilledOutbox : IAsyncDisposable
{
    private const int Connections = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication app;
    private readonly Database database;
    private readonly Outbox outbox;
    private DateTimeOffset queuedAt;

    private FilledOutbox(DirectoryInfo data)
    {
        Data = data;
        app = Program.Build([$"--Temadagar:DataDirectory={data.FullName}", "--environment=Production"]);
        (database, outbox) = (app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<Outbox>());
    }

    public DirectoryInfo Data { get; }

    /// <summary>By registrations to a server that does not send.</summary>
    /// <param name="least">So many mails, or some more.</param>
    public static async Task<FilledOutbox> MakeAsync(int least)
    {
        var data = ServerProcess.NewFolder();
        var server = await ServerProcess.StartAsync(Server.Product, data);
        try
        {
            for (var registered = 0; registered < least;)
            {
                registered += (await Load.RunAsync(server.Address, Connections, TimeSpan.FromSeconds(1))).Took.Count;
            }
        }
        finally
        {
            await server.StopAsync();
        }

        return new FilledOutbox(data);
    }

    /// <summary>One of its mails as the product sends it.</summary>
    public async Task<byte[]> OneReadyAsync()
    {
        await using var read = await database.OpenReadAsync();
        var mail = await outbox.FindAsync(read, (await IdsAsync(read, 1))[0]);
        using var message = app.Services.GetRequiredService<MessageBuilder>().Build(app.Services.GetRequiredService<MailComposers>().Compose(mail!, withLink: true));
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>So many of them, queued once more in one commit.</summary>
    public async Task QueueAgainAsync(int count)
    {
        IReadOnlyList<Guid> ids;
        await using (var read = await database.OpenReadAsync())
        {
            ids = await IdsAsync(read, count);
        }

        queuedAt = DateTimeOffset.UtcNow;

        await database.WriteAsync(async write =>
        {
            foreach (var id in ids)
            {
                await outbox.ResendAsync(write, id);
            }

            return ids.Count;
        });
    }

    /// <summary>Waits until it is empty.</summary>
    /// <returns>Mails a second since they were queued, from the first that was sent to the last.</returns>
    /// <exception cref="InvalidOperationException">Not all were sent at the first try: then the figure means nothing.</exception>
    public async Task<double> EmptiedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await outbox.BacklogAsync(limit.Token)).Waiting > 0)
        {
            await Task.Delay(Pause, limit.Token);
        }

        await using var read = await database.OpenReadAsync(limit.Token);
        var sent = (await read.FindAsync<Sent>("SELECT COUNT(*) AS Mails, MIN(SentAt) AS First, MAX(SentAt) AS Last FROM Outbox WHERE SentAt >= @queuedAt", new { queuedAt }))!;
        var otherwise = await read.ScalarAsync<int>("SELECT COUNT(*) FROM Outbox WHERE State <> 'sent' OR Attempts <> 1");
        return otherwise == 0
            ? (sent.Mails - 1) / (sent.Last - sent.First).TotalSeconds
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{otherwise} mails were not sent at the first try."));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Data.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(Session session, int count) => [.. await session.QueryAsync<Guid>("SELECT Id FROM Outbox ORDER BY Id LIMIT @count", new { count })];

    [method: ExplicitConstructor]
    private sealed record Sent(int Mails, DateTimeOffset First, DateTimeOffset Last);
}
