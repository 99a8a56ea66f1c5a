using Temadagar.Data;

namespace Temadagar.Tests.Data;

public class MigrationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("temadagar-migrations-").FullName;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_is_made_once_and_then_left_alone()
    {
        var file = Path.Combine(folder, "inte", "ännu", "temadagar.db");
        await using var database = new SqliteDatabase(file, TestDatabase.AllMigrations);

        var first = await database.UpgradeAsync();
        var second = await database.UpgradeAsync();

        Assert.Equal(TestDatabase.AllMigrations.For(MigrationDialect.Sqlite).Select(migration => migration.Name), first);
        Assert.NotEmpty(first);
        Assert.Empty(second);
        Assert.Empty(await database.PendingMigrationsAsync());
    }

    [Fact]
    public async Task Many_that_start_at_once_migrate_once()
    {
        var file = Path.Combine(folder, "temadagar.db");
        var databases = Enumerable.Range(0, 6).Select(_ => new SqliteDatabase(file, TestDatabase.AllMigrations)).ToList();

        var done = await Task.WhenAll(databases.Select(database => Task.Run(() => database.UpgradeAsync())));

        Assert.Single(done, names => names.Count > 0);
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_that_fails_undoes_itself_and_is_named()
    {
        Write("001-bra.sql", "CREATE TABLE Bra (Id int)");
        Write("002-fel.sql", "CREATE TABLE Halv (Id int); INSERT INTO FinnsInte VALUES (1)");
        Write("003-sedan.sql", "CREATE TABLE Sedan (Id int)");
        await using var database = new SqliteDatabase(Path.Combine(folder, "temadagar.db"), new Migrations(folder));

        var failure = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.UpgradeAsync());

        Assert.Contains("002-fel.sql", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["002-fel.sql", "003-sedan.sql"], await database.PendingMigrationsAsync());
        await using var read = await database.OpenReadAsync();
        Assert.Equal(["Bra"], await read.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('Bra', 'Halv', 'Sedan')"));
    }

    [Fact]
    public async Task What_is_no_database_is_said_to_be_damaged()
    {
        var file = Path.Combine(folder, "temadagar.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));
        await using var database = new SqliteDatabase(file, TestDatabase.AllMigrations);

        var failure = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.UpgradeAsync());

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_database_has_its_own_of_a_pair_and_shares_the_rest()
    {
        foreach (var name in new[] { "002-b.sqlite.sql", "010-d.sql", "002-b.sqlserver.sql", "001-a.sql", "readme.md" })
        {
            Write(name, name);
        }

        var migrations = new Migrations(folder);

        Assert.Equal(["001-a.sql", "002-b.sqlite.sql", "010-d.sql"], migrations.For(MigrationDialect.Sqlite).Select(migration => migration.Name));
        Assert.Equal(["001-a.sql", "002-b.sqlserver.sql", "010-d.sql"], migrations.For(MigrationDialect.SqlServer).Select(migration => migration.Name));
    }

    [Fact]
    public async Task Asking_what_is_missing_makes_nothing()
    {
        var file = Path.Combine(folder, "temadagar.db");
        await using var database = new SqliteDatabase(file, TestDatabase.AllMigrations);

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.PendingMigrationsAsync());

        Assert.False(File.Exists(file));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
