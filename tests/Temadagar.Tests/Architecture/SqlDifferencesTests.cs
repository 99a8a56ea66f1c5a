using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Temadagar.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Architecture;

/// <summary>What one database takes and the other does not, or takes otherwise, and the model of the schema does not see.</summary>
public partial class SqlDifferencesTests
{
    private static readonly string[] Aggregates = ["COUNT", "SUM", "MIN", "MAX"];

    // Both have them, and they mean the same; LOWER of ASCII only. Not LENGTH and LEN, nor AVG, which rounds whole numbers on the one.
    private static readonly string[] Functions = [.. Aggregates, "CONCAT", "SUBSTRING", "REPLACE", "LOWER"];

    // Not LIKE: the one has no case there and the other has brackets. SwedishOrder's keys are digits, so they have neither.
    private static readonly string[] Searching = ["AttendeeStore"];

    private static readonly Lazy<IReadOnlyDictionary<string, TSqlFragment>> Parsed = new(() => SqlStatements.All.Where(statement => !statement.Key.StartsWith(nameof(SqlServerDatabase), StringComparison.Ordinal)).ToDictionary(
        statement => statement.Key, statement => new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement.Value), out _)));

    [Fact]
    public void Only_what_both_databases_know_by_the_same_name_is_called() =>
        Assert.All(Parsed.Value, statement => Assert.Empty(Of<FunctionCall>(statement.Value).Select(call => call.FunctionName.Value.ToUpperInvariant()).Except(Functions)));

    [Fact]
    public void Nothing_is_searched_by_pattern_but_keys_of_digits() =>
        Assert.All(Parsed.Value.Where(statement => !Searching.Contains(statement.Key.Split('.')[0])), statement => Assert.Empty(Of<LikePredicate>(statement.Value)));

    [Fact]
    public void Nothing_is_divided_and_no_type_is_changed_since_each_rounds_in_its_own_way() => Assert.All(Parsed.Value, statement =>
    {
        Assert.DoesNotContain(Of<BinaryExpression>(statement.Value), one => one.BinaryExpressionType == BinaryExpressionType.Divide);
        Assert.Empty(Of<CastCall>(statement.Value));
        Assert.Empty(Of<ConvertCall>(statement.Value));
    });

    [Fact]
    public void What_is_selected_beside_a_count_is_what_it_is_counted_by()
    {
        Assert.All(Parsed.Value, statement => Assert.Empty(Ungrouped(statement.Value).Select(column => $"{statement.Key}: {column}")));
        Assert.Equal(["d.Slug"], Ungrouped(Parse("SELECT d.Slug, COUNT(*) FROM ThemeDays d GROUP BY d.Number")));
    }

    [Fact]
    public void No_sum_is_of_what_SQL_Server_cannot_sum()
    {
        var bits = BitColumns();
        Assert.Contains("ServesFood", bits);
        Assert.All(Parsed.Value, statement => Assert.Empty(Unsummable(statement.Value, bits).Select(sum => $"{statement.Key}: {sum}")));
        Assert.Equal(2, Unsummable(Parse("SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM Waits w) THEN 1 ELSE 0 END), MAX(d.ServesFood) FROM ThemeDays d"), bits).Count());
    }

    [Fact]
    public void What_is_unique_and_may_be_missing_is_unique_where_it_is_there_since_SQL_Server_has_one_missing_value_only()
    {
        using var model = SqlServerSchema.Model();
        var unique = model.GetObjects(DacQueryScopes.UserDefined, ModelSchema.UniqueConstraint).Select(one => (one, Columns: one.GetReferenced(UniqueConstraint.Columns), Filtered: false))
            .Concat(model.GetObjects(DacQueryScopes.UserDefined, ModelSchema.Index).Where(one => one.GetProperty<bool>(Microsoft.SqlServer.Dac.Model.Index.Unique))
                .Select(one => (one, Columns: one.GetReferenced(Microsoft.SqlServer.Dac.Model.Index.Columns), Filtered: one.GetScript().Contains("WHERE", StringComparison.Ordinal))))
            .ToList();

        Assert.True(unique.Count > 10);
        Assert.All(unique.Where(one => !one.Filtered), one => Assert.DoesNotContain(one.Columns, column => column.GetProperty<bool>(Column.Nullable)));
    }

    [Fact]
    public void Every_instant_is_as_precise_as_SQLite_has_it_or_a_copy_would_not_be_the_same()
    {
        using var model = SqlServerSchema.Model();
        var instants = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).SelectMany(table => table.GetReferenced(Table.Columns))
            .Where(column => column.GetReferenced(Column.DataType).Any(type => type.Name.Parts[^1] is "datetimeoffset" or "time")).ToList();

        Assert.True(instants.Count > 30);
        Assert.All(instants, column => Assert.Equal(7, column.GetProperty<int>(Column.Scale)));
    }

    [Theory]
    [InlineData("nvarchar(5)", "åäö😀", true)]
    [InlineData("nvarchar(4)", "åäö😀", false)]
    [InlineData("nvarchar(4)", "åäö ", false)]
    [InlineData("varbinary(2)", new byte[] { 1, 2 }, true)]
    [InlineData("varbinary(2)", new byte[] { 1, 2, 3 }, false)]
    public void What_SQL_Server_could_not_hold_as_it_is_is_found(string type, object value, bool fits) => Assert.Equal(fits, StoredValues.Fits(type, value));

    private static TSqlFragment Parse(string sql) => new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out _);

    private static IEnumerable<string> Ungrouped(TSqlFragment statement)
    {
        foreach (var query in Of<QuerySpecification>(statement))
        {
            var grouped = query.GroupByClause is null ? [] : Of<ColumnReferenceExpression>(query.GroupByClause).Select(Name).ToHashSet();
            var selected = query.SelectElements.OfType<SelectScalarExpression>().ToList();
            if (query.GroupByClause is null && !selected.Exists(element => Outside<FunctionCall>(element).Any(IsAggregate)))
            {
                continue;
            }

            foreach (var column in selected.SelectMany(element => Outside<ColumnReferenceExpression>(element)).Select(Name).Where(name => !grouped.Contains(name)))
            {
                yield return column;
            }
        }
    }

    private static IEnumerable<string> Unsummable(TSqlFragment statement, HashSet<string> bits) => Of<FunctionCall>(statement)
        .Where(call => IsAggregate(call) && (Of<ScalarSubquery>(call).Count > 0 || (call.FunctionName.Value != "COUNT" && call.Parameters is [ColumnReferenceExpression column] && bits.Contains(column.MultiPartIdentifier.Identifiers[^1].Value))))
        .Select(call => string.Concat(call.ScriptTokenStream.Skip(call.FirstTokenIndex).Take(call.LastTokenIndex - call.FirstTokenIndex + 1).Select(token => token.Text)));

    private static bool IsAggregate(FunctionCall call) => call.OverClause is null && Aggregates.Contains(call.FunctionName.Value);

    private static string Name(ColumnReferenceExpression column) => string.Join('.', column.MultiPartIdentifier?.Identifiers.Select(part => part.Value) ?? []);

    private static HashSet<string> BitColumns() =>
        [.. new Migrations(Path.Combine(AppContext.BaseDirectory, "sql")).For(MigrationDialect.SqlServer).SelectMany(file => Bit().Matches(file.Sql)).Select(match => match.Groups[1].Value)];

    private static List<T> Of<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var finding = new Finding<T>(_ => true);
        fragment.Accept(finding);
        return finding.Found;
    }

    // Within no aggregate and no query within this one.
    private static List<T> Outside<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var finding = new Finding<T>(node => node is not QuerySpecification && !(node is FunctionCall call && IsAggregate(call)));
        fragment.Accept(finding);
        return finding.Found;
    }

    [GeneratedRegex(@"\b(\w+) bit\b")]
    private static partial Regex Bit();

    private sealed class Finding<T>(Func<TSqlFragment, bool> enter) : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        private readonly List<TSqlFragment> closed = [];

        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (closed.Exists(outer => fragment.FirstTokenIndex >= outer.FirstTokenIndex && fragment.LastTokenIndex <= outer.LastTokenIndex))
            {
                return;
            }

            if (fragment is T found)
            {
                Found.Add(found);
            }

            if (!enter(fragment))
            {
                closed.Add(fragment);
            }
        }
    }
}
