using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Temadagar.Data;

/// <summary>What Dapper gets for a command: it borrows the prepared one with the same text, and gives it back when it is disposed.</summary>
internal sealed class PreparedCommand(PreparedSqliteConnection connection) : DbCommand
{
    private SqliteCommand? borrowed;
    private SqliteTransaction? transaction;

    [AllowNull]
    public override string CommandText
    {
        get => borrowed?.CommandText ?? "";
        set
        {
            GiveBack();
            borrowed = connection.Take(value ?? "");
            borrowed.Transaction = transaction;
        }
    }

    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public override bool DesignTimeVisible { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A prepared command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Borrowed.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => transaction;
        set
        {
            transaction = (SqliteTransaction?)value;
            if (borrowed is not null)
            {
                borrowed.Transaction = transaction;
            }
        }
    }

    private SqliteCommand Borrowed => borrowed ?? throw new InvalidOperationException("The command has no text yet.");

    public override int ExecuteNonQuery() => Borrowed.ExecuteNonQuery();

    public override object? ExecuteScalar() => Borrowed.ExecuteScalar();

    public override void Prepare()
    {
    }

    public override void Cancel()
    {
    }

    protected override DbParameter CreateDbParameter() => new NamedParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Borrowed.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        GiveBack();
        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (borrowed is not null)
        {
            connection.GiveBack(borrowed);
            borrowed = null;
        }
    }

    /// <summary>A parameter by the name that it has in the statement. Without its sign SQLite is asked for it under one name after the other, each in a list of all.</summary>
    private sealed class NamedParameter : SqliteParameter
    {
        [AllowNull]
        public override string ParameterName
        {
            get => base.ParameterName;
            set => base.ParameterName = string.IsNullOrEmpty(value) || value[0] == '@' ? value : "@" + value;
        }
    }
}
