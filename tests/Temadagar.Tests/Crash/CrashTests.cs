using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Crash;

/// <summary>
/// Whoever was told something was told the truth, also when the program was killed the next moment. Takes a good minute, most of it
/// waiting: mails that the killed program held come back by the clock, when its lease of them has ended.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private static int Rounds => LongTests.AreAsked ? 50 : 3;

    private readonly string folder = Directory.CreateTempSubdirectory("temadagar-crash-").FullName;

    [Fact]
    public async Task Killed_under_load_and_started_again_it_has_all_that_it_acknowledged()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the moments: {seed}");
        await using var server = new SmtpPeer();
        var mailbox = new Mailbox(server);
        var promises = new Promises(folder);
        var crowd = new Crowd(mailbox, new Random(seed), await PrepareAsync());

        var service = await ServiceProcess.StartAsync(folder, server);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await crowd.RunUntilKilledAsync(service);
                service.Dispose();
                service = await ServiceProcess.StartAsync(folder, server);
                promises.Hold(crowd.People);
                await crowd.AskAgainAsync(service);
                Assert.All(crowd.People.Values, person => Assert.NotNull(person.Receipt));
                promises.Hold(crowd.People);
            }

            await Promises.EveryoneHasTheirMailAsync(crowd.People, mailbox);
            await IsReadyAsync(service);
        }
        finally
        {
            service.Dispose();
        }

        await SumUpAsync(crowd, mailbox);
    }

    [Fact]
    public async Task Two_on_one_file_sell_no_place_twice_send_each_mail_once_and_the_one_goes_on_where_the_other_is_killed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the moments: {seed}");
        await using var server = new SmtpPeer();
        var mailbox = new Mailbox(server);
        var promises = new Promises(folder);
        var crowd = new Crowd(mailbox, new Random(seed), await PrepareAsync());
        // Together, also the first time.
        var services = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ServiceProcess.StartAsync(folder, server)));
        try
        {
            for (var round = 1; round <= 2; round++)
            {
                await crowd.RunUntilKilledAsync(services[0], services[1]);
                promises.Hold(crowd.People);
                services[0].Dispose();
                services[0] = services[1];
                services[1] = await ServiceProcess.StartAsync(folder, server);
                await crowd.AskAgainAsync(services);
                Assert.All(crowd.People.Values, person => Assert.NotNull(person.Receipt));
                promises.Hold(crowd.People);
            }

            await Promises.EveryoneHasTheirMailAsync(crowd.People, mailbox);
            await Task.WhenAll(services.Select(IsReadyAsync));
        }
        finally
        {
            Array.ForEach(services, service => service.Dispose());
        }

        await SumUpAsync(crowd, mailbox);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // A day of today, with room for all, and the key of whoever stands at its door.
    private async Task<string> PrepareAsync()
    {
        Assert.SkipWhen(Stockholm.In(DateTimeOffset.UtcNow).TimeOfDay > new TimeSpan(23, 30, 0), "The day would be over before the test.");
        var (seeded, _, _) = await BuiltProgram.RunAsync(["seed", "demo", .. Settings]);
        Assert.Equal(0, seeded);
        var (exitCode, output, errors) = await BuiltProgram.RunAsync(["api-key", "create", "--name", "door", "--role", "organizer", "--board", "norrbotten", .. Settings]);
        Assert.True(exitCode == 0, errors);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "temadagar.db")};Pooling=False");
        connection.Open();
        Assert.Equal(1, connection.Execute(
            "UPDATE ThemeDays SET Date = @today, StartsAt = '00:00:00', EndsAt = '23:59:00', RegistrationClosesAt = @later WHERE Slug = @slug",
            new { today = Stockholm.Today(TimeProvider.System).ToString("O", CultureInfo.InvariantCulture), later = AsSqlite.Of(DateTimeOffset.UtcNow.AddHours(3)), slug = Crowd.Today }));
        connection.Execute("UPDATE Places SET Capacity = 100000 WHERE Participation = 'onSite' AND ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @slug)", new { slug = Crowd.Today });
        return output.Trim().Split('\n')[^1];
    }

    private async Task SumUpAsync(Crowd crowd, Mailbox mailbox)
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

    private string[] Settings => ["--environment=Development", $"--Temadagar:DataDirectory={folder}"];

    private static async Task IsReadyAsync(ServiceProcess service)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("healthy", (string)(await response.JsonAsync())["status"]!);
    }
}
