using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Mail;

namespace Temadagar.Benchmarks.Growing;

/// <summary>The service on so much data, and each of its hot paths to be timed, in ms.</summary>
internal sealed class FilledService : IAsyncDisposable
{
    /// <summary>Registered for each day: a day is as long as it is, however many there are.</summary>
    public const int People = 1000;

    // The same number of days is asked of, spread over all that there are: what is remembered for a second helps as much everywhere.
    private const int Asked = 10;

    private readonly Guid worker = Guid.NewGuid();
    private readonly int days;
    private readonly ServerProcess server;
    private readonly HttpClient client;
    private readonly WebApplication beside;
    private int asked;

    private FilledService(int days, string key, DirectoryInfo data, ServerProcess server)
    {
        (this.days, this.server) = (days, server);
        client = ServerProcess.ClientOf(server.Address, key);
        beside = Program.Build([$"--Temadagar:DataDirectory={data.FullName}", "--environment=Production"]);
    }

    public int Registrations => days * People;

    public static async Task<FilledService> StartAsync(int days)
    {
        var data = ServerProcess.NewFolder();
        var key = await ManyPeople.FillAsync(data.FullName, days, People);
        return new FilledService(days, key, data, await ServerProcess.StartAsync(Server.Product, data));
    }

    /// <param name="path">Of a day: after its slug.</param>
    public async Task<double> OfDayAsync(string before, string path = "")
    {
        var slug = ManyPeople.SlugOf(1 + (asked++ % Asked * days / Asked));
        var clock = Stopwatch.StartNew();
        await using (var body = await client.GetStreamAsync(new Uri(before + slug + path, UriKind.Relative)))
        {
            await body.CopyToAsync(Stream.Null);
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    public async Task<IReadOnlyList<double>> RegisterAsync(TimeSpan time) => (await Load.RunAsync(server.Address, connections: 1, time)).Took;

    /// <summary>A mail is queued and claimed as the dispatcher does it, each durable.</summary>
    public async Task<IReadOnlyList<double>> QueueToClaimAsync(int mails)
    {
        var (database, outbox) = (beside.Services.GetRequiredService<Database>(), beside.Services.GetRequiredService<Outbox>());
        Guid day;
        await using (var read = await database.OpenReadAsync())
        {
            day = Guid.Parse((await read.ScalarAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @Slug", new { Slug = ManyPeople.SlugOf(days) }))!);
        }

        // What the registrations have left would be claimed first.
        await database.WriteAsync(write => write.ExecuteAsync("UPDATE Outbox SET State = 'sent', SentAt = CreatedAt WHERE State = 'queued'"));
        var took = new List<double>(mails);
        for (var number = 0; number < mails; number++)
        {
            var mail = new NewMail(Guid.CreateVersion7(), day, "registration-confirmed", 0, Texts.Language.Sv, "person@example.org", "Åsa", "{}");
            var clock = Stopwatch.StartNew();
            await database.WriteAsync(async write =>
            {
                await outbox.QueueAsync(write, mail);
                return true;
            });
            var claimed = await outbox.ClaimAsync(worker, 1, CancellationToken.None);
            took.Add(clock.Elapsed.TotalMilliseconds);
            if (claimed is not [var only] || only.Id != mail.Id)
            {
                throw new InvalidOperationException("Another mail was claimed.");
            }

            await outbox.SentAsync(mail.Id, "250 OK");
        }

        return took;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await beside.DisposeAsync();
        await server.DisposeAsync();
    }
}
