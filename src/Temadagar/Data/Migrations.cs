using System.Text.RegularExpressions;
using DbUp.Builder;
using DbUp.Engine.Output;

namespace Temadagar.Data;

public enum MigrationDialect
{
    Sqlite,
    SqlServer,
}

/// <summary>
/// The numbered files of <c>sql/</c>, run once each and in order. <c>NNN-name.sql</c> is for both databases;
/// <c>NNN-name.sqlite.sql</c> and <c>NNN-name.sqlserver.sql</c> are for one. A line <c>-- GO</c> ends a batch on SQL Server, which reads a batch as a whole before it runs the first of it.
/// </summary>
public sealed partial class Migrations(string folder)
{
    /// <summary>The migrations of a dialect, in order: file name and text.</summary>
    public IReadOnlyList<(string Name, string Sql)> For(MigrationDialect dialect)
    {
        var other = dialect == MigrationDialect.Sqlite ? ".sqlserver.sql" : ".sqlite.sql";
        return [.. Directory.EnumerateFiles(folder, "*.sql")
            .Where(path => !path.EndsWith(other, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), Text(File.ReadAllText(path), dialect)))];
    }

    private static string Text(string sql, MigrationDialect dialect) => dialect == MigrationDialect.SqlServer ? EndOfBatch().Replace(sql, "GO") : sql;

    internal IReadOnlyList<string> Run(UpgradeEngineBuilder builder, MigrationDialect dialect)
    {
        var result = Engine(builder.WithTransactionPerScript(), dialect).PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new DatabaseUnavailableException($"Migration {result.ErrorScript?.Name ?? "of the journal"} failed: {DatabaseFaults.Translate(result.Error).Message}", result.Error);
    }

    internal IReadOnlyList<string> Pending(UpgradeEngineBuilder builder, MigrationDialect dialect) =>
        // Without a transaction, since SQLite's would be one for writing: a readiness probe must not wait for whoever writes.
        [.. Engine(builder.WithoutTransaction(), dialect).GetScriptsToExecute().Select(script => script.Name)];

    /// <summary>Held while migrating, so that two processes that start together do not migrate together.</summary>
    /// <param name="file">The database.</param>
    /// <exception cref="DatabaseUnavailableException">Another process migrates for more than a minute.</exception>
    internal static FileStream Alone(string file, CancellationToken cancellationToken)
    {
        try
        {
            return FileLock.Take(file + ".migrating", TimeSpan.FromMinutes(1), cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new DatabaseUnavailableException("Another process is migrating the database.", exception);
        }
    }

    private DbUp.Engine.UpgradeEngine Engine(UpgradeEngineBuilder builder, MigrationDialect dialect) => builder
        .WithScripts(For(dialect).Select(file => new DbUp.Engine.SqlScript(file.Name, file.Sql)))
        .WithVariablesDisabled()
        .LogTo(new NoOpUpgradeLog())
        .Build();

    [GeneratedRegex(@"^-- GO(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex EndOfBatch();
}
