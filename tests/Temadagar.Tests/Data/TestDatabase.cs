using Microsoft.Data.Sqlite;
using Temadagar.Data;

namespace Temadagar.Tests.Data;

/// <summary>A migrated SQLite file of a test's own with a table of notes, and the means to hold up its writer.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("temadagar-data-").FullName;

    private TestDatabase() => Database = new SqliteDatabase(File, AllMigrations);

    public static Migrations AllMigrations => new(Path.Combine(AppContext.BaseDirectory, "sql"));

    public string File => Path.Combine(folder, "temadagar.db");

    public SqliteDatabase Database { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var made = new TestDatabase();
        await made.Database.UpgradeAsync();
        await made.Database.WriteAsync(write => write.ExecuteAsync("CREATE TABLE Notes (Position INTEGER PRIMARY KEY AUTOINCREMENT, Word TEXT NOT NULL UNIQUE)"));
        return made;
    }

    public Task<int> NoteAsync(string word, CancellationToken cancellationToken = default) =>
        Database.WriteAsync(write => write.ExecuteAsync("INSERT INTO Notes (Word) VALUES (@word)", new { word }), cancellationToken);

    public async Task<IReadOnlyList<string>> NotesAsync()
    {
        await using var read = await Database.OpenReadAsync();
        return [.. await read.QueryAsync<string>("SELECT Word FROM Notes ORDER BY Position")];
    }

    /// <summary>Keeps the writer busy until it is disposed: all that is written meanwhile goes into one group.</summary>
    public async Task<Held> HoldWriterAsync()
    {
        var (begun, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualResetEventSlim());
        var writing = Database.WriteAsync(_ =>
        {
            begun.TrySetResult();
            release.Wait();
            return Task.FromResult(0);
        });
        await begun.Task;
        return new Held(release, writing);
    }

    public SqliteConnection OpenOther()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal sealed class Held(ManualResetEventSlim release, Task writing)
    {
        public async Task ReleaseAsync()
        {
            release.Set();
            await writing;
            release.Dispose();
        }
    }
}
