using Temadagar.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Data;

/// <summary>What is read once for many: never older than what this program has written, nor than a second.</summary>
public sealed class RememberedTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = FakeClock.At();
    private TestDatabase file = null!;
    private Remembered<int> notes = null!;
    private Func<Task> whileReading = () => Task.CompletedTask;
    private int reads;

    public async ValueTask InitializeAsync()
    {
        file = await TestDatabase.CreateAsync();
        notes = new Remembered<int>(file.Database, clock, async _ =>
        {
            reads++;
            var found = (await file.NotesAsync()).Count;
            await whileReading();
            return found;
        });
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task It_is_read_once_as_long_as_nothing_happens()
    {
        Assert.Equal(0, await notes.GetAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(0, await notes.GetAsync(Cancel));

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Whoever_has_been_told_of_a_write_sees_it()
    {
        await notes.GetAsync(Cancel);

        await file.NoteAsync("ett", Cancel);

        Assert.Equal(1, await notes.GetAsync(Cancel));
    }

    [Fact]
    public async Task After_a_second_it_is_read_again_since_another_instance_may_have_written()
    {
        await notes.GetAsync(Cancel);
        await using (var other = file.OpenOther())
        {
            await Dapper.SqlMapper.ExecuteAsync(other, "INSERT INTO Notes (Word) VALUES ('annan')");
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await notes.GetAsync(Cancel));
    }

    [Fact]
    public async Task What_was_read_while_someone_wrote_is_not_remembered()
    {
        whileReading = () => file.NoteAsync("under tiden", Cancel);
        Assert.Equal(0, await notes.GetAsync(Cancel));
        whileReading = () => Task.CompletedTask;

        Assert.Equal(1, await notes.GetAsync(Cancel));
    }

    [Fact]
    public async Task What_could_not_be_read_is_not_remembered()
    {
        whileReading = () => throw new DatabaseUnavailableException("Full.");
        await Assert.ThrowsAsync<DatabaseUnavailableException>(async () => await notes.GetAsync(Cancel));
        whileReading = () => Task.CompletedTask;

        Assert.Equal(0, await notes.GetAsync(Cancel));
    }

    [Fact]
    public async Task A_write_that_fails_counts_too_since_it_may_have_been_done()
    {
        var before = file.Database.Written;

        await Assert.ThrowsAsync<InvalidOperationException>(() => file.Database.WriteAsync(_ => throw new InvalidOperationException(), Cancel));

        Assert.NotEqual(before, file.Database.Written);
    }
}
