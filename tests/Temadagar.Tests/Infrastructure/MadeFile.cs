using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Backups;
using Temadagar.Data;
using Temadagar.Seeds;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// A database that is up to date, and filled with a seed where one is asked for: made once by the program itself and copied for each service of a test that does not bring its own folder. To make each
/// anew was most of a start.
/// </summary>
internal static class MadeFile
{
    // The dates of a seed are counted from the moment of loading; by the real clock those of the day are as good.
    private static readonly ConcurrentDictionary<(Seed? Seed, DateTimeOffset Moment), Lazy<Task<byte[]>>> Made = [];

    /// <param name="clock">One that is set by hand; null for the real one.</param>
    public static async Task PutAsync(IServiceProvider services, Seed? seed, TimeProvider? clock)
    {
        if (services.GetRequiredService<Database>() is not WatchedDatabase { Inner: SqliteDatabase })
        {
            return;
        }

        await File.WriteAllBytesAsync(services.GetRequiredService<BackupPlaces>().Database, await BytesAsync(seed, clock));
    }

    private static Task<byte[]> BytesAsync(Seed? seed, TimeProvider? clock)
    {
        var moment = seed is null ? default : clock?.GetUtcNow() ?? Stockholm.At(Stockholm.Today(TimeProvider.System), default);
        return Made.GetOrAdd((seed, moment), _ => new(() => MakeAsync(seed, clock ?? TimeProvider.System))).Value;
    }

    private static async Task<byte[]> MakeAsync(Seed? seed, TimeProvider clock)
    {
        var folder = Directory.CreateTempSubdirectory("temadagar-made-").FullName;
        try
        {
            string file;
            await using (var app = Program.Build(TestService.Arguments(folder), services => services.AddSingleton(clock)))
            {
                file = app.Services.GetRequiredService<BackupPlaces>().Database;
                if (seed is { } chosen)
                {
                    await File.WriteAllBytesAsync(file, await BytesAsync(null, null));
                    await app.Services.GetRequiredService<LoadSeed>().IntoEmptyAsync(chosen, CancellationToken.None);
                }
                else
                {
                    await app.Services.GetRequiredService<Database>().UpgradeAsync();
                }
            }

            // The program's last connection may have been one that only reads, which leaves the log beside the file.
            await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                await connection.OpenAsync();
                await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
