using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Seeds;

namespace Temadagar.Benchmarks;

/// <summary>The whole service on a database of its own, with room for everyone, and its mail left in the outbox.</summary>
internal static class Server
{
    public const string Product = "product";
    public const string TransactionPerWrite = "transaction-per-write";

    /// <summary>The product that sends what it queues, into files unless settings say otherwise.</summary>
    public const string Sending = "sending";

    public static async Task RunAsync(string variant, string[] settings, string folder)
    {
        await using var app = Program.Build(
            ["--urls=http://127.0.0.1:0", $"--Temadagar:DataDirectory={folder}", "--Limits:RegistrationsPerMinute=1000000", "--environment=Production", ServerProcess.BehindProxy, .. settings],
            services =>
            {
                if (variant != Sending)
                {
                    // Sending is another measure; here it would take its share of two cores from both.
                    services.Remove(services.Single(service => service.ImplementationType == typeof(MailDispatcher)));
                }

                if (variant == TransactionPerWrite)
                {
                    services.AddSingleton<Database>(new TransactionPerWriteDatabase(Path.Combine(folder, "temadagar.db"), new Migrations(Path.Combine(AppContext.BaseDirectory, "sql"))));
                }
            });
        await FillAsync(app.Services);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>The database of a data folder, beside whatever runs on it.</summary>
    public static SqliteDatabase OpenDatabase(DirectoryInfo data) => new(Path.Combine(data.FullName, "temadagar.db"), new Migrations(Path.Combine(AppContext.BaseDirectory, "sql")));

    /// <summary>As <see cref="FillAsync(IServiceProvider)"/>, a folder that a server is started on later.</summary>
    public static async Task FillAsync(DirectoryInfo data)
    {
        await using var app = Program.Build([$"--Temadagar:DataDirectory={data.FullName}", "--environment=Production"]);
        await FillAsync(app.Services);
    }

    /// <summary>The demonstration's days, with room for everyone.</summary>
    public static async Task FillAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        await database.UpgradeAsync();
        await services.GetRequiredService<LoadSeed>().IntoEmptyAsync(Seed.Demo, CancellationToken.None);
        await database.WriteAsync(write => write.ExecuteAsync("UPDATE Places SET Capacity = 100000000"));
    }
}
