using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Disasters;

/// <summary>The built program on a disk that fails it. Whoever is acknowledged is there afterwards; whoever is not is told so, with when to come back; and it goes on by itself.</summary>
[Slow]
public sealed class DiskTests : IDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> acknowledged = [];
    private int number;

    [Fact]
    public async Task A_full_disk_is_said_pages_are_shown_and_with_room_it_goes_on_by_itself()
    {
        using var disk = SmallDisk.Mount(megabytes: 48);
        await using var program = await ServeAsync(disk);
        await RegisterUntilRefusedAsync(disk.Fill);

        Assert.Matches(@"^The disk of the database has \d+ MB left\.$", (string)(await ReadyAsync())["checks"]!["disk"]!["detail"]!);
        Assert.Contains("The disk of the database is full.", program.Output + program.Errors, StringComparison.Ordinal);
        await PagesAreShownAsync();

        disk.MakeRoom();
        await GoesOnAsync();
        AssertWhole(disk.Path);
    }

    [Fact]
    public async Task A_read_only_disk_is_said_at_the_start_and_once_it_can_be_written_all_is_there()
    {
        using var disk = SmallDisk.Mount(megabytes: 64);
        await using (var program = await ServeAsync(disk))
        {
            await RegisterAsync(20);
            await program.StopAsync();
        }

        disk.MakeReadOnly();
        var (exit, output, errors) = await BuiltProgram.RunAsync("--urls=http://127.0.0.1:0", "--environment=Development", disk.Setting);
        Assert.Equal((1, ""), (exit, output));
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("ead-only", errors, StringComparison.Ordinal);

        disk.MakeWritable();
        await using var again = await ServeAsync(disk);
        await GoesOnAsync();
        AssertWhole(disk.Path);
    }

    [Fact]
    public async Task A_damaged_file_is_said_nobody_is_acknowledged_wrongly_and_a_backup_is_not_made_of_it()
    {
        using var folder = new DataFolder();
        await using var program = await ServeAsync([folder.Setting, "--Backup:Passphrase=korrekt häst batteri häftklammer"]);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RegisterAsync(20)));
        await using (var file = new FileStream(Path.Combine(folder.Path, "temadagar.db"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            // All but the first page, which has the schema's root; what lies in the log of before is emptied into it first.
            await EmptyLogAsync(folder.Path);
            var rubbish = new byte[4096];
            Array.Fill(rubbish, (byte)0xA5);
            for (file.Position = 4096; file.Position < file.Length;)
            {
                await file.WriteAsync(rubbish, TestContext.Current.CancellationToken);
            }
        }

        await Eventually.TrueAsync(async () => (await AskAsync()).StatusCode == HttpStatusCode.ServiceUnavailable);

        await SaysAsync(HttpStatusCode.ServiceUnavailable, "unavailable", "The database file is damaged.");
        Assert.Contains("The database file is damaged.", program.Output + program.Errors, StringComparison.Ordinal);
        var backup = await BuiltProgram.RunAsync("backup", "create", folder.Setting, "--Backup:Passphrase=korrekt häst batteri häftklammer");
        Assert.Equal(1, backup.ExitCode);
        Assert.Contains("damaged", backup.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_a_forgotten_reader_lets_grow_slows_nobody_and_is_cut_short_once_the_reader_is_gone()
    {
        using var folder = new DataFolder();
        await using var program = await ServeAsync([folder.Setting]);
        var log = Path.Combine(folder.Path, "temadagar.db-wal");
        await using (var reader = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "temadagar.db")};Mode=ReadOnly;Pooling=false"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var reading = await reader.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, TestContext.Current.CancellationToken);
            await using var first = reader.CreateCommand();
            first.CommandText = "SELECT COUNT(*) FROM Registrations";
            await first.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            while (new FileInfo(log).Length < 100 * 1024 * 1024)
            {
                await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => RegisterAsync(20)));
            }
        }

        await Eventually.TrueAsync(async () =>
        {
            await RegisterAsync(20);
            return new FileInfo(log).Length <= 64 * 1024 * 1024;
        });
        AssertWhole(folder.Path);
    }

    public void Dispose() => client?.Dispose();

    private HttpClient? client;

    private Task<BuiltProgram> ServeAsync(SmallDisk disk) => ServeAsync([disk.Setting, "--Mail:Directory=" + Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))]);

    private async Task<BuiltProgram> ServeAsync(string[] settings)
    {
        var (program, asking) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", "--Limits:RegistrationsPerMinute=0", .. settings]);
        client = asking;
        return program;
    }

    private Task<HttpResponseMessage> AskAsync(int people = 1)
    {
        var first = Interlocked.Add(ref number, people) - people;
        return client!.PostAsJsonAsync("/api/registrations", new
        {
            themeDays = new[] { new { slug = "umea", participation = "online" } },
            participants = Enumerable.Range(first, people).Select(one => new
            {
                firstName = "Åsa",
                lastName = "Öberg",
                email = $"person{one}@example.org",
                organization = "Umeå kommun",
                profession = "Socialsekreterare",
                sector = "socialServices",
                language = "sv",
            }),
        });
    }

    private async Task RegisterAsync(int people)
    {
        using var reply = await AskAsync(people);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        acknowledged.Enqueue((string)(await reply.JsonAsync())["receipt"]!);
    }

    private async Task RegisterUntilRefusedAsync(Action after)
    {
        await RegisterAsync(1);
        after();
        for (var tries = 0; ; tries++)
        {
            using var reply = await AskAsync(20);
            if (reply.StatusCode == HttpStatusCode.Created)
            {
                acknowledged.Enqueue((string)(await reply.JsonAsync())["receipt"]!);
                Assert.InRange(tries, 0, 500);
                continue;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.Equal("/problems/unavailable", (string)(await reply.JsonAsync())["type"]!);
            Assert.InRange(int.Parse(reply.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
            return;
        }
    }

    private async Task SaysAsync(HttpStatusCode status, string word, string detail)
    {
        var database = (await ReadyAsync(status))["checks"]!["database"]!;
        Assert.Equal((word, detail), ((string)database["status"]!, (string)database["detail"]!));
    }

    private async Task<System.Text.Json.Nodes.JsonNode> ReadyAsync(HttpStatusCode? status = null)
    {
        using var ready = await client!.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status ?? ready.StatusCode, ready.StatusCode);
        return await ready.JsonAsync();
    }

    private async Task PagesAreShownAsync()
    {
        foreach (var path in new[] { "/", "/temadag/umea", "/api/theme-days", "/api/theme-days/umea" })
        {
            using var page = await client!.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    private async Task GoesOnAsync()
    {
        await Eventually.TrueAsync(async () =>
        {
            using var reply = await AskAsync();
            if (reply.StatusCode != HttpStatusCode.Created)
            {
                return false;
            }

            acknowledged.Enqueue((string)(await reply.JsonAsync())["receipt"]!);
            return true;
        });
        using var ready = await client!.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    private static async Task EmptyLogAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "temadagar.db")};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private void AssertWhole(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "temadagar.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        Assert.Equal("ok", Dapper.SqlMapper.ExecuteScalar<string>(connection, "PRAGMA integrity_check"));
        Assert.Empty(acknowledged.Except(Dapper.SqlMapper.Query<string>(connection, "SELECT s.Receipt FROM Submissions s WHERE EXISTS (SELECT 1 FROM Registrations r WHERE r.SubmissionId = s.Id)")));
        Assert.Equal(0, Dapper.SqlMapper.ExecuteScalar<int>(connection, """
            SELECT COUNT(*) FROM Places p
            WHERE p.Taken <> (SELECT COUNT(*) FROM Registrations r WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed')
            """));
    }
}
