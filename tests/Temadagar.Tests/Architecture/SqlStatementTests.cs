using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Temadagar.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>Every statement runs on both databases: it is prepared by SQLite and bound by SQL Server's own model of the schema.</summary>
public partial class SqlStatementTests
{
    private static readonly string SqlFolder = Path.Combine(AppContext.BaseDirectory, "sql");

    [Fact]
    public void Every_call_of_the_database_runs_a_constant()
    {
        var calls = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Temadagar"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Data{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Call().Matches(File.ReadAllText(file)).Select(match => (Type: Path.GetFileNameWithoutExtension(file), Argument: match.Groups[1].Value)))
            .ToList();

        // The built code tells how many calls there are, so that the pattern cannot lose one.
        var built = ProgramCode.Calls.Count(call => call.Called.DeclaringType is { } type && typeof(Session).IsAssignableFrom(type)
            && call.Called.Name is "QueryAsync" or "FindAsync" or "ScalarAsync" or "ExecuteAsync" or "StreamAsync");
        Assert.True(built > 30);
        Assert.Equal(built, calls.Count);
        Assert.DoesNotContain(ProgramCode.Calls, call => call.Called.DeclaringType == typeof(Dapper.SqlMapper) && call.From.Namespace != typeof(Session).Namespace);
        Assert.All(calls, call => Assert.Contains($"{call.Type}.{call.Argument}", SqlStatements.All.Keys));
    }

    [Fact]
    public async Task Every_statement_is_prepared_by_SQLite()
    {
        await using var service = await TestService.StartAsync(seed: null);
        await using var read = await service.Sqlite.OpenReadAsync(TestContext.Current.CancellationToken);

        foreach (var (name, sql) in SqlStatements.All.Where(statement => !OnlyOnSqlServer(statement.Key)))
        {
            try
            {
                using var command = read.Connection.CreateCommand();
                command.CommandText = "EXPLAIN " + sql;
                foreach (var parameter in SqlStatements.ParametersOf(sql))
                {
                    command.Parameters.Add(new SqliteParameter(parameter, DBNull.Value));
                }

                using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            }
            catch (SqliteException exception)
            {
                Assert.Fail($"{name}: {exception.Message}");
            }
        }
    }

    [Fact]
    public async Task Every_statement_is_bound_by_SQL_Server_s_model()
    {
        await using var server = new SqlServerDatabase("Server=none", new Migrations(SqlFolder), TimeProvider.System);
        using var model = SqlServerSchema.Model();
        foreach (var (name, sql) in SqlStatements.All)
        {
            model.AddObjects(Procedure(name, sql));
            if (sql.Contains("ORDER BY", StringComparison.Ordinal))
            {
                model.AddObjects(Procedure(name + ".Paged", server.Page(sql)));
            }
        }

        Assert.Empty(SqlServerSchema.Faults(model));
    }

    [Fact]
    public void What_only_SQL_Server_is_asked_is_read_by_its_parser()
    {
        var asked = typeof(SqlServerDatabase).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(field => field.IsLiteral && field.Name.EndsWith("Sql", StringComparison.Ordinal)).ToList();

        Assert.Equal(6, asked.Count);
        Assert.All(asked, statement =>
        {
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader((string)statement.GetRawConstantValue()!), out var faults);
            Assert.Empty(faults);
        });
    }

    [Fact]
    public async Task Ids_have_SQL_Server_s_order_there_which_begins_with_the_last_six_bytes()
    {
        Guid low = new("ffffffff-0000-0000-0000-000000000001"), high = new("00000000-0000-0000-0000-000000000002");
        await using var server = new SqlServerDatabase("Server=none", new Migrations(SqlFolder), TimeProvider.System);

        Assert.Equal([low, high], new[] { high, low }.Order(server.IdOrder));
    }

    [Theory]
    [InlineData("SELECT Slugg FROM ThemeDays")]
    [InlineData("SELECT Slug FROM ThemeDay")]
    [InlineData("UPDATE Places SET Takenn = 1")]
    public void A_misspelt_name_is_found_by_SQL_Server_s_model(string sql)
    {
        using var model = SqlServerSchema.Model();
        model.AddObjects(Procedure("Misspelt", sql));

        Assert.NotEmpty(SqlServerSchema.Faults(model));
    }

    [Fact]
    public void A_LIMIT_is_refused_by_SQL_Server_s_model()
    {
        using var model = SqlServerSchema.Model();

        Assert.ThrowsAny<Exception>(() =>
        {
            model.AddObjects(Procedure("Limited", "SELECT Slug FROM ThemeDays ORDER BY Slug LIMIT 1"));
            Assert.Empty(SqlServerSchema.Faults(model));
        });
    }

    [Fact]
    public void Every_migration_for_SQL_Server_is_read_by_its_parser()
    {
        foreach (var (name, sql) in new Migrations(SqlFolder).For(MigrationDialect.SqlServer))
        {
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var faults);
            Assert.True(faults.Count == 0, $"{name}: {string.Join("; ", faults.Select(fault => $"line {fault.Line}: {fault.Message}"))}");
        }
    }

    // It reads a batch as a whole before it runs the first statement, so a column that one adds is unknown to the others. Only the keys of an index are looked up later.
    [Fact]
    public void No_batch_reads_or_writes_a_column_that_it_adds_since_SQL_Server_would_not_know_it_yet()
    {
        foreach (var (name, sql) in new Migrations(SqlFolder).For(MigrationDialect.SqlServer))
        {
            Assert.Empty(UnknownIn(sql).Select(column => $"{name}: {column}"));
        }

        Assert.Equal(["New"], UnknownIn("ALTER TABLE Days ADD New int;\nUPDATE Days SET New = 1;"));
        Assert.Equal(["New"], UnknownIn("ALTER TABLE Days ADD New int;\nCREATE INDEX IX ON Days (Old) WHERE New IS NOT NULL;"));
        Assert.Empty(UnknownIn("ALTER TABLE Days ADD New int;\nCREATE INDEX IX ON Days (New);\nGO\nUPDATE Days SET New = 1;"));
    }

    private static IEnumerable<string> UnknownIn(string sql) => new DbUp.Support.SqlCommandSplitter().SplitScriptIntoCommands(sql).Select(batch => Comment().Replace(batch, "")).SelectMany(batch =>
    {
        var statements = batch.Split(';', StringSplitOptions.TrimEntries);
        return Add().Matches(batch).Select(addition => addition.Groups[2].Value.Split(' ')[0])
            .Where(column => statements.Any(statement => (Change().IsMatch(statement) && Regex.IsMatch(statement, $@"\b{column}\b")) || Regex.IsMatch(statement, $@"INDEX\b.*\bWHERE\b.*\b{column}\b", RegexOptions.Singleline)));
    });

    private static bool OnlyOnSqlServer(string name) => name.StartsWith(nameof(SqlServerDatabase) + ".", StringComparison.Ordinal);

    private static string Procedure(string name, string sql)
    {
        var parameters = string.Join(", ", SqlStatements.ParametersOf(sql).Select(parameter => $"{parameter} {TypeOf(parameter)} = NULL"));
        return $"CREATE PROCEDURE [{name}] {parameters} AS BEGIN\n{sql};\nEND";
    }

    private static string TypeOf(string parameter) => parameter switch
    {
        "@Take" or "@Count" or "@Asked" or "@Waiting" or "@Changes" or "@OfferHours" or "@Position" or "@Number" or "@Capacity" or "@Version" or "@Sequence" or "@LinkGeneration" or "@Threshold" or "@DaysAfter" or "@CalendarSequence" or "@Registered" or "@Cancelled" or "@HadPlace" or "@Came" or "@NoShows" => "int",
        "@Id" or "@About" or "@Worker" => "uniqueidentifier",
        _ when parameter.EndsWith("Id", StringComparison.Ordinal) => "uniqueidentifier",
        "@Now" or "@Since" or "@Until" or "@ExpiresAt" or "@CreatedAt" or "@DisabledAt" or "@LeaseEnds" or "@NextAttemptAt" or "@At" or "@ReportedAt" or "@Deadline" or "@NotAfter" or "@OlderThan" or "@Begins" => "datetimeoffset",
        "@Attended" or "@ShowsFullName" or "@ServesFood" or "@BringsAddress" => "bit",
        "@Hours" => "decimal(4, 1)",
        "@Small" or "@Large" or "@Png" or "@Pdf" or "@Sealed" => "varbinary(max)",
        _ => "nvarchar(400)",
    };

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("^(UPDATE|INSERT|DELETE|SELECT)\\b")]
    private static partial Regex Change();

    [GeneratedRegex(@"ALTER TABLE (\w+) ADD (.+?);")]
    private static partial Regex Add();

    [GeneratedRegex(@"\b(?:write|read|session)\.(?:QueryAsync|FindAsync|ScalarAsync|ExecuteAsync|StreamAsync)(?:<[^(]*>)?\(\s*(?:database\.Page\()?(\w+)")]
    private static partial Regex Call();
}
