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
    public async Task Whoever_stops_waiting_for_another_that_migrates_has_stopped_and_was_not_refused()
    {
        var file = Path.Combine(folder, "temadagar.db");
        await using var database = new SqliteDatabase(file, TestDatabase.AllMigrations);
        await using var other = new FileStream(file + ".migrating", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => database.UpgradeAsync(stop.Token)));
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

    [Fact]
    public async Task Certificates_and_rules_of_before_are_kept_when_their_tables_are_made_anew()
    {
        foreach (var (name, sql) in TestDatabase.AllMigrations.For(MigrationDialect.Sqlite).Where(migration => string.CompareOrdinal(migration.Name, "034") < 0))
        {
            Write(name, sql);
        }

        var file = Path.Combine(folder, "temadagar.db");
        await using (var before = new SqliteDatabase(file, new Migrations(folder)))
        {
            await before.UpgradeAsync();
            await before.WriteAsync(write => write.ExecuteAsync("""
                INSERT INTO Series (Id, Name, Demonstration) VALUES ('s', 'Serie', 0);
                INSERT INTO Boards (Id, Slug, Position, Name) VALUES ('b', 'norrbotten', 1, 'Norrbotten');
                INSERT INTO ThemeDays (Id, SeriesId, BoardId, Number, Slug, Version, Arrivals) VALUES ('d', 's', 'b', 1, 'lulea', 1, 0);
                INSERT INTO Places (ThemeDayId, Participation, Capacity, Taken) VALUES ('d', 'onSite', 1, 1);
                INSERT INTO Submissions (Id, Receipt, SubmittedAt) VALUES ('u', 'R', '2026-01-01');
                INSERT INTO Registrations (Id, SubmissionId, ThemeDayId, Participation, Status, FirstName, LastName, Email, EmailNormalized, Organization, Profession, Sector, Language, RegisteredAt, LinkGeneration, RepeatedMails)
                VALUES ('r', 'u', 'd', 'onSite', 'confirmed', 'Åsa', 'Öberg', '', 'r', '', '', 'other', 'sv', '2026-01-01', 0, 0);
                INSERT INTO Certificates (Id, RegistrationId, ThemeDayId, Sequence, Number, CodeHash, Snapshot, IssuedAt, ShowsFullName) VALUES ('c', 'r', 'd', 1, 'N-1', 'hash', '{}', '2026-02-01', 1);
                INSERT INTO SignedCertificates (CertificateId, SignedAt, Pdf) VALUES ('c', '2026-02-01', x'255044');
                INSERT INTO ErasureRules (BoardId, Data, DaysAfter, Decision) VALUES ('b', 'needs', 14, 'Dnr 1');
                """));
        }

        await using var after = new SqliteDatabase(file, TestDatabase.AllMigrations);
        await after.UpgradeAsync();

        await using var read = await after.OpenReadAsync();
        Assert.Equal(["N-1 1 255044"], await read.QueryAsync<string>("SELECT c.Number || ' ' || c.ShowsFullName || ' ' || hex(s.Pdf) FROM Certificates c JOIN SignedCertificates s ON s.CertificateId = c.Id"));
        Assert.Equal(["14 Dnr 1"], await read.QueryAsync<string>("SELECT DaysAfter || ' ' || Decision FROM ErasureRules"));
        Assert.Empty(await read.QueryAsync<string>("SELECT name FROM sqlite_master WHERE sql LIKE '%MadeAnew%'"));
        Assert.Empty(await read.QueryAsync<string>("SELECT \"table\" FROM pragma_foreign_key_check"));
        // The certificate outlives the registration, and a signed document its certificate does not.
        await after.WriteAsync(write => write.ExecuteAsync("DELETE FROM Registrations"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => after.WriteAsync(write => write.ExecuteAsync("DELETE FROM Certificates")));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
