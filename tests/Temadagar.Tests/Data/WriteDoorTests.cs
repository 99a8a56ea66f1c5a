using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Temadagar.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Data;

public class WriteDoorTests
{
    [Fact]
    public async Task A_call_that_fails_in_a_group_undoes_itself_alone()
    {
        await using var test = await TestDatabase.CreateAsync();
        var held = await test.HoldWriterAsync();
        var before = test.NoteAsync("före");
        var failing = test.Database.WriteAsync<int>(async write =>
        {
            await write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('halv')");
            throw new InvalidDataException("mitt i");
        });
        var twice = test.NoteAsync("före");
        var after = test.NoteAsync("efter");
        await held.ReleaseAsync();

        await Task.WhenAll(before, after);
        Assert.Equal("mitt i", (await Assert.ThrowsAsync<InvalidDataException>(() => failing)).Message);
        Assert.True(test.Database.IsUniqueViolation(await Assert.ThrowsAsync<SqliteException>(() => twice)));
        Assert.Equal(["före", "efter"], await test.NotesAsync());
    }

    [Fact]
    public async Task Calls_run_in_the_order_in_which_they_came()
    {
        await using var test = await TestDatabase.CreateAsync();
        var held = await test.HoldWriterAsync();
        var words = Enumerable.Range(0, 600).Select(number => $"ord{number:000}").ToList();
        var writing = words.Select(word => test.NoteAsync(word)).ToList();
        await held.ReleaseAsync();
        await Task.WhenAll(writing);

        Assert.Equal(words, await test.NotesAsync());
    }

    [Fact]
    public async Task A_write_within_a_write_is_refused_and_the_writer_goes_on()
    {
        await using var test = await TestDatabase.CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('yttre')");
            await test.NoteAsync("inre");
        }));

        await test.NoteAsync("sedan");
        Assert.Equal(["sedan"], await test.NotesAsync());
    }

    [Fact]
    public async Task A_foreign_await_is_refused_and_nothing_is_written()
    {
        await using var test = await TestDatabase.CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('halv')");
            await Task.Delay(50);
        }));

        await test.NoteAsync("sedan");
        Assert.Equal(["sedan"], await test.NotesAsync());
    }

    [Fact]
    public async Task Who_cancels_while_waiting_is_not_run()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var cancel = new CancellationTokenSource();
        var held = await test.HoldWriterAsync();
        var (waiting, other) = (test.NoteAsync("ångrad", cancel.Token), test.NoteAsync("kvar"));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.NoteAsync("för sent", cancel.Token));
        await held.ReleaseAsync();
        await other;
        Assert.Equal(["kvar"], await test.NotesAsync());
    }

    [Fact]
    public async Task Once_begun_a_cancellation_is_ignored()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var cancel = new CancellationTokenSource();

        await test.Database.WriteAsync(write =>
        {
            cancel.Cancel();
            return write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('klar')");
        }, cancel.Token);

        Assert.Equal(["klar"], await test.NotesAsync());
    }

    [Fact]
    public async Task A_full_queue_refuses_and_what_it_took_is_written()
    {
        await using var test = await TestDatabase.CreateAsync();
        var held = await test.HoldWriterAsync();
        var taken = new List<Task<int>>();
        DatabaseUnavailableException? refusal = null;
        while (refusal is null && taken.Count < 10_000)
        {
            var writing = test.NoteAsync($"kö{taken.Count}");
            if (writing.IsFaulted)
            {
                refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => writing);
            }
            else
            {
                taken.Add(writing);
            }
        }

        await held.ReleaseAsync();
        await Task.WhenAll(taken);
        Assert.NotNull(refusal);
        Assert.InRange(taken.Count, 4000, 5000);
        Assert.Equal(taken.Count, (await test.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nobody_and_the_writer_recovers()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.NoteAsync("innan");
        // SQLite takes this for a full disk; it holds for the connection, so a new one has room again.
        var pages = await test.Database.WriteAsync(write => write.ScalarAsync<long>("PRAGMA page_count"));
        await test.Database.WriteAsync(write => write.ScalarAsync<long>($"PRAGMA max_page_count = {pages}"));

        var full = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => test.NoteAsync(new string('x', 1_000_000)));

        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        Assert.Equal(["innan"], await test.NotesAsync());
        await test.NoteAsync("efter");
        Assert.Equal(["innan", "efter"], await test.NotesAsync());
    }

    [Fact]
    public async Task Where_one_of_a_group_loses_the_transaction_the_others_are_run_again_and_acknowledged_once()
    {
        await using var test = await TestDatabase.CreateAsync();
        var pages = await test.Database.WriteAsync(write => write.ScalarAsync<long>("PRAGMA page_count"));
        await test.Database.WriteAsync(write => write.ScalarAsync<long>($"PRAGMA max_page_count = {pages}"));
        var (runs, told) = (0, 0);
        var held = await test.HoldWriterAsync();
        var first = test.Database.WriteAsync(write =>
        {
            runs++;
            write.AfterCommit(() => told++);
            return write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('först')");
        });
        var large = test.NoteAsync(new string('x', 1_000_000));
        var last = test.NoteAsync("sist");
        await held.ReleaseAsync();
        await Task.WhenAll(first, large, last);

        Assert.Equal((2, 1), (runs, told));
        Assert.Equal(["först", new string('x', 1_000_000), "sist"], await test.NotesAsync());
    }

    [Fact]
    public async Task What_another_process_holds_for_a_moment_is_waited_for()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var other = test.OpenOther();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var writing = test.NoteAsync("strax");
        await Task.Delay(300);
        Assert.False(writing.IsCompleted);
        await other.ExecuteAsync("COMMIT");

        await writing;
        Assert.Equal(["strax"], await test.NotesAsync());
    }

    [Slow]
    [Fact]
    public async Task What_another_process_holds_too_long_is_refused_and_readers_go_on_meanwhile()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.NoteAsync("innan");
        await using var other = test.OpenOther();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        var refused = Task.WhenAll(test.NoteAsync("aldrig"), test.NoteAsync("inte heller"));
        Assert.Equal(["innan"], await test.NotesAsync());
        var refusal = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => refused);

        Assert.Contains("Another process", refusal.Message, StringComparison.Ordinal);
        await other.ExecuteAsync("COMMIT");
        await test.NoteAsync("efter");
        Assert.Equal(["innan", "efter"], await test.NotesAsync());
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken_and_what_was_taken_is_done()
    {
        var test = await TestDatabase.CreateAsync();
        var held = await test.HoldWriterAsync();
        var taken = test.NoteAsync("sista");
        var ending = test.Database.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => test.NoteAsync("för sent"));
        await held.ReleaseAsync();
        await ending;
        await taken;
        Assert.Equal(["sista"], await test.NotesAsync());
        await test.DisposeAsync();
    }

    [Fact]
    public async Task After_the_end_of_one_that_never_wrote_nothing_is_taken_either()
    {
        await using var test = await TestDatabase.CreateAsync();
        var second = new SqliteDatabase(test.File, TestDatabase.AllMigrations);
        await second.DisposeAsync();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => second.WriteAsync(write => write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('x')")));
    }

    [Fact]
    public async Task What_is_to_follow_the_commit_follows_it_and_does_not_follow_a_failure()
    {
        await using var test = await TestDatabase.CreateAsync();
        var seen = new List<long>();
        using var other = test.OpenOther();
        await test.Database.WriteAsync(write =>
        {
            write.AfterCommit(() => seen.Add(other.ExecuteScalar<long>("SELECT COUNT(*) FROM Notes")));
            Assert.Equal(0, other.ExecuteScalar<long>("SELECT COUNT(*) FROM Notes"));
            return write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('klar')");
        });
        await Assert.ThrowsAsync<InvalidDataException>(() => test.Database.WriteAsync<int>(write =>
        {
            write.AfterCommit(() => seen.Add(-1));
            throw new InvalidDataException();
        }));

        // Who wrote is answered first; whoever follows is told before the next group begins.
        await test.NoteAsync("sedan");
        Assert.Equal([1], seen);
    }

    [Fact]
    public async Task What_goes_wrong_after_the_commit_harms_neither_its_caller_nor_the_writer()
    {
        await using var test = await TestDatabase.CreateAsync();
        var held = await test.HoldWriterAsync();
        var failing = test.Database.WriteAsync(write =>
        {
            write.AfterCommit(() => throw new InvalidDataException("efteråt"));
            return write.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('klar')");
        });
        var other = test.NoteAsync("annan");
        await held.ReleaseAsync();

        Assert.Equal(1, await failing);
        await other;
        await test.NoteAsync("sedan");
        Assert.Equal(["klar", "annan", "sedan"], await test.NotesAsync());
    }

    [Fact]
    public async Task The_running_writer_is_durable_and_holds_the_foreign_keys()
    {
        await using var test = await TestDatabase.CreateAsync();

        Assert.Equal("wal", await test.Database.WriteAsync(write => write.ScalarAsync<string>("PRAGMA journal_mode")));
        Assert.Equal(2, await test.Database.WriteAsync(write => write.ScalarAsync<long>("PRAGMA synchronous")));
        Assert.Equal(1, await test.Database.WriteAsync(write => write.ScalarAsync<long>("PRAGMA foreign_keys")));
        await Assert.ThrowsAsync<SqliteException>(() => test.Database.WriteAsync(write =>
            write.ExecuteAsync("INSERT INTO Places (ThemeDayId, Participation, Capacity, Taken) VALUES ('ingen', 'onSite', 1, 0)")));
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var read = await test.Database.OpenReadAsync();

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => read.Connection.ExecuteAsync("INSERT INTO Notes (Word) VALUES ('x')"));

        Assert.Equal(8, refusal.SqliteErrorCode);
    }

    [Fact]
    public async Task The_work_runs_in_the_culture_of_its_caller()
    {
        await using var test = await TestDatabase.CreateAsync();
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

        Assert.Equal("ar-SA", await test.Database.WriteAsync(_ => Task.FromResult(CultureInfo.CurrentCulture.Name)));
    }

    [Fact]
    public async Task Ids_and_instants_come_back_as_they_were_and_sort_by_time()
    {
        await using var test = await TestDatabase.CreateAsync();
        var instants = new[] { "2027-01-01T00:00:00.0000001+01:00", "2026-12-31T23:30:00Z", "2027-01-01T00:45:00+01:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z" }
            .Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)).ToList();
        var id = Guid.CreateVersion7();
        await test.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("CREATE TABLE Instants (Id uniqueidentifier, At datetimeoffset)");
            foreach (var at in instants)
            {
                await write.ExecuteAsync("INSERT INTO Instants (Id, At) VALUES (@id, @at)", new { id, at });
            }
        });

        await using var read = await test.Database.OpenReadAsync();
        Assert.Equal(instants.Order(), await read.QueryAsync<DateTimeOffset>("SELECT At FROM Instants ORDER BY At"));
        Assert.Equal([id], await read.QueryAsync<Guid>("SELECT DISTINCT Id FROM Instants WHERE Id = @id", new { id }));
    }
}
