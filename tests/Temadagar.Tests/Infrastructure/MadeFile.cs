using Microsoft.Extensions.DependencyInjection;
using Temadagar.Backups;
using Temadagar.Data;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// An empty database that is up to date, made once by the program's own migrations and copied for each service of a test that does not bring its own folder: to migrate each anew was more than half of a start.
/// </summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Bytes = new(MakeAsync);

    public static async Task PutAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<Database>() is not WatchedDatabase { Inner: SqliteDatabase })
        {
            return;
        }

        await File.WriteAllBytesAsync(services.GetRequiredService<BackupPlaces>().Database, await Bytes.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("temadagar-migrated-").FullName;
        try
        {
            var file = Path.Combine(folder, "temadagar.db");
            await using (var database = new SqliteDatabase(file, new Migrations(Path.Combine(AppContext.BaseDirectory, "sql"))))
            {
                await database.UpgradeAsync();
            }

            // Nothing is left beside it.
            return File.Exists(file + "-wal") ? throw new InvalidOperationException("The log is still there.") : await File.ReadAllBytesAsync(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
