using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Temadagar.Data;

namespace Temadagar.Tests.Architecture;

/// <summary>What SQL Server's own model makes of the migrations, without a server.</summary>
internal static partial class SqlServerSchema
{
    /// <summary>The schema as it is after all of them.</summary>
    public static TSqlModel Model()
    {
        var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions { Collation = "Latin1_General_100_BIN2_UTF8" });
        var altered = new List<string>();
        var script = string.Join('\n', new Migrations(Path.Combine(AppContext.BaseDirectory, "sql")).For(MigrationDialect.SqlServer).Select(file => file.Sql)).Replace("\nGO\n", "\n", StringComparison.Ordinal);
        // The model takes definitions, not changes: what a migration alters is put into the definition it alters.
        foreach (Match addition in Add().Matches(script))
        {
            altered.Add(addition.Value);
            var (table, column) = (addition.Groups[1].Value, addition.Groups[2].Value);
            script = Regex.Replace(script, $@"(CREATE TABLE {table} \(\n)", $"$1    {column},\n");
        }

        foreach (Match change in Alter().Matches(script))
        {
            altered.Add(change.Value);
            var (table, column, type) = (change.Groups[1].Value, change.Groups[2].Value, change.Groups[3].Value);
            script = Regex.Replace(script, $@"(CREATE TABLE {table} \((?:(?!\);).)*?\n\s+{column} )\w+\(\d+\)( (NOT )?NULL)?", $"$1{type}", RegexOptions.Singleline);
        }

        foreach (Match removal in Drop().Matches(script))
        {
            altered.Add(removal.Value);
            var (table, column) = (removal.Groups[1].Value, removal.Groups[2].Value);
            script = Regex.Replace(script, $@"(CREATE TABLE {table} \((?:(?!\);).)*?)\n\s+{column} [^\n]*", "$1", RegexOptions.Singleline);
        }

        foreach (Match end in DropIndex().Matches(script))
        {
            altered.Add(end.Value);
            // The one that was made first; the same name may have been given anew.
            script = new Regex($@"CREATE (UNIQUE )?INDEX {end.Groups[1].Value} ON .*;\n").Replace(script, "", 1);
        }

        foreach (Match end in DropConstraint().Matches(script))
        {
            altered.Add(end.Value);
            if (end.Groups[2] is { Success: true } referenced)
            {
                script = Regex.Replace(script, $@"(CREATE TABLE {end.Groups[1].Value} \((?:(?!\);).)*?) REFERENCES {referenced.Value} \(\w+\)", "$1", RegexOptions.Singleline);
            }
        }

        foreach (Match end in DropTable().Matches(script))
        {
            altered.Add(end.Value);
            var table = end.Groups[1].Value;
            script = Regex.Replace(script, $@"CREATE TABLE {table} \(.*?\n\);\n", "", RegexOptions.Singleline);
            script = Regex.Replace(script, $@"CREATE (UNIQUE )?INDEX \w+ ON {table} .*;\n", "");
            // What it held has moved; the model has no rows.
            script = Regex.Replace(script, $@"INSERT INTO \w+ \([^;]*\bFROM {table}\b[^;]*;\n", "");
        }

        altered.ForEach(change => script = script.Replace(change, "", StringComparison.Ordinal));
        Assert.DoesNotContain("ALTER", script, StringComparison.Ordinal);
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries).Where(statement => !string.IsNullOrWhiteSpace(statement)))
        {
            model.AddObjects(statement);
        }

        Assert.Empty(Faults(model));
        return model;
    }

    public static IEnumerable<string> Faults(TSqlModel model) =>
        model.Validate().Where(message => message.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error || message.Message.Contains("unresolved", StringComparison.OrdinalIgnoreCase))
            .Select(message => message.Message);

    [GeneratedRegex(@"ALTER TABLE (\w+) ADD (.+?);")]
    private static partial Regex Add();

    [GeneratedRegex(@"ALTER TABLE (\w+) ALTER COLUMN (\w+) (.+?);")]
    private static partial Regex Alter();

    [GeneratedRegex(@"ALTER TABLE (\w+) DROP COLUMN (\w+);")]
    private static partial Regex Drop();

    [GeneratedRegex(@"DROP INDEX (\w+) ON \w+;")]
    private static partial Regex DropIndex();

    // Of a constraint whose name only the server knows.
    [GeneratedRegex(@"DECLARE @\w+ [^;]*'ALTER TABLE (\w+) DROP CONSTRAINT [^;]*?(?:referenced_object_id = OBJECT_ID\('(\w+)'\))?\);\nEXEC \(@\w+\);")]
    private static partial Regex DropConstraint();

    [GeneratedRegex(@"DROP TABLE (\w+);")]
    private static partial Regex DropTable();
}
