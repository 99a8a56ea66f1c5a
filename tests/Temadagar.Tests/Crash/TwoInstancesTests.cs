using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Crash;

/// <summary>As <see cref="CrashTests"/>, with two programs on one file, of which one is killed. A class of its own, since each waits for a minute.</summary>
[Slow]
public sealed class TwoInstancesTests : CrashedFolder
{
    [Fact]
    public async Task Two_on_one_file_sell_no_place_twice_send_each_mail_once_and_the_one_goes_on_where_the_other_is_killed()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the moments: {seed}");
        await using var server = new SmtpPeer();
        var mailbox = new Mailbox(server);
        var promises = new Promises(Folder);
        var crowd = new Crowd(mailbox, new Random(seed), await PrepareAsync());
        // Together, also the first time.
        var services = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ServiceProcess.StartAsync(Folder, server)));
        try
        {
            for (var round = 1; round <= 2; round++)
            {
                await crowd.RunUntilKilledAsync(services[0], services[1]);
                promises.Hold(crowd.People);
                services[0].Dispose();
                services[0] = services[1];
                services[1] = await ServiceProcess.StartAsync(Folder, server);
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
}
