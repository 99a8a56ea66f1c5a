using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Temadagar.Benchmarks.Floors;

/// <summary>
/// The least that a durable registration can be: parse, one UPDATE, two INSERTs, and a commit that is on the disk before the reply; one commit for all that wait, or one for each.
/// No rule, no key, no limit, no index but the primary keys.
/// </summary>
internal sealed class BareWriter : IAsyncDisposable
{
    private readonly Channel<(JsonDocument Body, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(JsonDocument, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly SqliteCommand take, register, mail;
    private readonly Thread thread;
    private readonly bool together;

    public BareWriter(string file, bool together)
    {
        this.together = together;
        connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("CREATE TABLE Places (Day TEXT PRIMARY KEY, Taken INTEGER NOT NULL, Capacity INTEGER NOT NULL)");
        Run("CREATE TABLE Registrations (Id TEXT PRIMARY KEY, Day TEXT NOT NULL, Body TEXT NOT NULL)");
        Run("CREATE TABLE Outbox (Id TEXT PRIMARY KEY, About TEXT NOT NULL, Facts TEXT NOT NULL)");
        Run("INSERT INTO Places VALUES ('lulea', 0, 100000000)");
        take = Prepared("UPDATE Places SET Taken = Taken + 1 WHERE Day = 'lulea' AND Taken < Capacity");
        register = Prepared("INSERT INTO Registrations VALUES (@a, 'lulea', @b)", "@a", "@b");
        mail = Prepared("INSERT INTO Outbox VALUES (@a, @b, @c)", "@a", "@b", "@c");
        thread = new Thread(Write) { IsBackground = true };
        thread.Start();
    }

    public void Map(WebApplication app) => app.MapPost("/api/registrations", async (HttpContext context) =>
    {
        var body = await JsonDocument.ParseAsync(context.Request.Body);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await waiting.Writer.WriteAsync((body, done));
        await done.Task;
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync("""{"receipt":"ABCD-EFGH","outcomes":[{"themeDay":"lulea","status":"confirmed"}]}""");
    });

    public ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        thread.Join();
        return connection.DisposeAsync();
    }

    private void Write()
    {
        var group = new List<(JsonDocument Body, TaskCompletionSource Done)>();
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (waiting.Reader.TryRead(out var one))
            {
                group.Add(one);
                if (!together)
                {
                    break;
                }
            }

            Run("BEGIN IMMEDIATE");
            foreach (var (body, _) in group)
            {
                var id = Guid.CreateVersion7().ToString();
                var person = body.RootElement.GetProperty("participants")[0].GetRawText();
                take.ExecuteNonQuery();
                Run(register, id, person);
                Run(mail, Guid.CreateVersion7().ToString(), id, person);
            }

            Run("COMMIT");
            group.ForEach(one => one.Done.SetResult());
            group.Clear();
        }
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteCommand command, params string[] values)
    {
        foreach (var (index, value) in values.Index())
        {
            command.Parameters[index].Value = value;
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, ""));
        }

        return command;
    }
}
