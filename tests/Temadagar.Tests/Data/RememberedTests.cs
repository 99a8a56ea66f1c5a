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
        notes = new Remembered<int>(file.Database, clock, async () =>
        {
            Interlocked.Increment(ref reads);
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
    public async Task Those_who_ask_at_once_are_answered_by_one_reading_and_none_waits_longer_than_it_wants()
    {
        var release = new TaskCompletionSource();
        whileReading = () => release.Task;
        var asked = Enumerable.Range(0, 20).Select(_ => notes.GetAsync(Cancel).AsTask()).ToList();
        using var impatient = new CancellationTokenSource();
        var leaving = notes.GetAsync(impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        release.SetResult();

        Assert.All(await Task.WhenAll(asked), count => Assert.Equal(0, count));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Whoever_has_been_told_of_a_write_is_not_answered_by_a_reading_that_began_before_it()
    {
        var (release, hanging) = (new TaskCompletionSource(), new TaskCompletionSource());
        whileReading = () =>
        {
            hanging.SetResult();
            return release.Task;
        };
        var before = notes.GetAsync(Cancel).AsTask();
        await hanging.Task;
        whileReading = () => Task.CompletedTask;

        await file.NoteAsync("ett", Cancel);

        Assert.Equal(1, await notes.GetAsync(Cancel));
        release.SetResult();
        Assert.Equal(0, await before);
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
