using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Crash;

/// <summary>A data folder that a crowd registers in, and what is looked at when all is over.</summary>
public abstract class CrashedFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("temadagar-crash-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    // A day of today, with room for all, and the key of whoever stands at its door.
    protected async Task<string> PrepareAsync()
    {
        Assert.SkipWhen(Stockholm.In(DateTimeOffset.UtcNow).TimeOfDay > new TimeSpan(23, 30, 0), "The day would be over before the test.");
        var (seeded, _, _) = await BuiltProgram.RunAsync(["seed", "demo", .. Settings]);
        Assert.Equal(0, seeded);
        var (exitCode, output, errors) = await BuiltProgram.RunAsync(["api-key", "create", "--name", "door", "--role", "organizer", "--board", "norrbotten", .. Settings]);
        Assert.True(exitCode == 0, errors);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "temadagar.db")};Pooling=False");
        connection.Open();
        Assert.Equal(1, connection.Execute(
            "UPDATE ThemeDays SET Date = @today, StartsAt = '00:00:00', EndsAt = '23:59:00', RegistrationClosesAt = @later WHERE Slug = @slug",
            new { today = Stockholm.Today(TimeProvider.System).ToString("O", CultureInfo.InvariantCulture), later = AsSqlite.Of(DateTimeOffset.UtcNow.AddHours(3)), slug = Crowd.Today }));
        connection.Execute("UPDATE Places SET Capacity = 100000 WHERE Participation = 'onSite' AND ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @slug)", new { slug = Crowd.Today });
        return output.Trim().Split('\n')[^1];
    }

    private protected async Task SumUpAsync(Crowd crowd, Mailbox mailbox)
    {
        var people = crowd.People.Values.ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{people.Count} people, {people.Count(person => person.CancellationAcknowledged)} cancelled, {people.Count(person => person.ClaimAcknowledged)} claimed a place, "
            + $"{people.Count(person => person.CheckInAcknowledged)} checked in, {mailbox.Mails.Count} mails, {mailbox.Mails.Values.Count(mail => mail.Count > 1)} of them twice");
        Assert.Contains(people, person => person.Status == "waitlisted");
        Assert.Contains(people, person => person.CancellationAcknowledged);
        Assert.Contains(people, person => person.ClaimAcknowledged);
        Assert.Contains(people, person => person.CheckInAcknowledged);
        var (exitCode, _, errors) = await BuiltProgram.RunAsync(["log", "verify", .. Settings]);
        Assert.True(exitCode == 0, errors);
    }

    private string[] Settings => ["--environment=Development", $"--Temadagar:DataDirectory={Folder}"];

    private protected static async Task IsReadyAsync(ServiceProcess service)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("healthy", (string)(await response.JsonAsync())["status"]!);
    }
}
