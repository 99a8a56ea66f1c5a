using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

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
        var crowd = new Crowd(mailbox, new Random(seed));

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

        Assert.Contains(crowd.People.Values, person => person.Status == "waitlisted");
        Assert.Contains(crowd.People.Values, person => person.CancellationAcknowledged);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{crowd.People.Count} people, {crowd.People.Values.Count(person => person.CancellationAcknowledged)} cancelled, {mailbox.Mails.Count} mails, {mailbox.Mails.Values.Count(mail => mail.Count > 1)} of them twice");
    }

    [Fact]
    public async Task Two_on_one_file_sell_no_place_twice_send_each_mail_once_and_the_one_goes_on_where_the_other_is_killed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the moments: {seed}");
        await using var server = new SmtpPeer();
        var mailbox = new Mailbox(server);
        var promises = new Promises(folder);
        var crowd = new Crowd(mailbox, new Random(seed));
        // Together, also the first time: one migrates and fills the file, and the other waits.
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

        Assert.Contains(crowd.People.Values, person => person.Status == "waitlisted");
        Assert.Contains(crowd.People.Values, person => person.CancellationAcknowledged);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{crowd.People.Count} people, {crowd.People.Values.Count(person => person.CancellationAcknowledged)} cancelled, {mailbox.Mails.Count} mails, {mailbox.Mails.Values.Count(mail => mail.Count > 1)} of them twice");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task IsReadyAsync(ServiceProcess service)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("healthy", (string)(await response.JsonAsync())["status"]!);
    }
}
