using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SQLitePCL;
using Temadagar.Data;

namespace Temadagar.Tests.Infrastructure;

/// <summary>SQLite for what tests ask and write themselves: it takes only what SQL Server's parser takes too, so that the same tests run there.</summary>
internal sealed partial class PortableSql(Database inner) : DatabaseAround(inner)
{
    private static readonly HashSet<string> Functions = new(["COUNT", "SUM", "MIN", "MAX", "CONCAT", "SUBSTRING", "LOWER", "REPLACE"], StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken) => Inner.WriteAsync(async write =>
    {
        var statements = new List<string>();
        using (Listen(write, statements))
        {
            var result = await work(write);
            Refuse(statements);
            return result;
        }
    }, cancellationToken);

    public override async Task<Read> OpenReadAsync(CancellationToken cancellationToken = default)
    {
        var read = await Inner.OpenReadAsync(cancellationToken);
        var statements = new List<string>();
        var listening = Listen(read, statements);
        return new Read(read.Connection, _ =>
        {
            listening.Dispose();
            read.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Refuse(statements);
        });
    }

    /// <returns>What SQL Server would not take; null: nothing.</returns>
    internal static string? FaultOf(string sql) => Known.GetOrAdd(Blob().Replace(Value().Replace(sql, "''"), "0x00"), static text =>
    {
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var faults);
        if (faults.Count > 0)
        {
            return faults[0].Message;
        }

        var foreign = new Foreign();
        script.Accept(foreign);
        return foreign.Found;
    });

    private static Listening Listen(Session session, List<string> statements) => new(((SqliteConnection)session.Connection).Handle!, statements);

    private static void Refuse(List<string> statements)
    {
        foreach (var sql in statements.Where(sql => !sql.StartsWith("--", StringComparison.Ordinal)))
        {
            if (FaultOf(sql) is { } fault)
            {
                throw new InvalidOperationException($"SQL Server would not take this statement of a test: {fault}\n{sql}");
            }
        }
    }

    // The values that SQLite has put in: of no matter, and each would be a text of its own to parse.
    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Value();

    [GeneratedRegex("[xX]''")]
    private static partial Regex Blob();

    private sealed class Listening : IDisposable
    {
        private readonly sqlite3 connection;

        public Listening(sqlite3 connection, List<string> statements)
        {
            this.connection = connection;
            raw.sqlite3_trace(connection, (_, sql) => statements.Add(sql), null);
        }

        public void Dispose() => raw.sqlite3_trace(connection, (strdelegate_trace)null!, null);
    }

    private sealed class Foreign : TSqlFragmentVisitor
    {
        public string? Found { get; private set; }

        public override void Visit(FunctionCall node)
        {
            if (!Functions.Contains(node.FunctionName.Value))
            {
                Found = $"{node.FunctionName.Value} is not one of {string.Join(", ", Functions)}.";
            }
        }

        public override void Visit(NamedTableReference node) => Found ??= OfSqlite(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(SchemaObjectFunctionTableReference node) => Found ??= OfSqlite(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(ColumnReferenceExpression node) => Found ??= node.MultiPartIdentifier?.Identifiers[^1].Value is "rowid" ? "rowid is SQLite's." : null;

        private static string? OfSqlite(string name) => name.StartsWith("sqlite", StringComparison.Ordinal) || name.StartsWith("pragma", StringComparison.Ordinal) ? $"{name} is SQLite's." : null;
    }
}
