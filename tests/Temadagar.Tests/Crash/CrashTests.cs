using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Crash;

/// <summary>
/// Whoever was told something was told the truth, also when the program was killed the next moment. Takes a good minute, most of it
/// waiting: mails that the killed program held come back by the clock, when its lease of them has ended.
/// </summary>
[Slow]
public sealed class CrashTests : CrashedFolder
{
    private static int Rounds => LongTests.AreAsked ? 50 : 3;

    [Fact]
    public async Task Killed_under_load_and_started_again_it_has_all_that_it_acknowledged()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the moments: {seed}");
        await using var server = new SmtpPeer();
        var mailbox = new Mailbox(server);
        var promises = new Promises(Folder);
        var crowd = new Crowd(mailbox, new Random(seed), await PrepareAsync());

        var service = await ServiceProcess.StartAsync(Folder, server);
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await crowd.RunUntilKilledAsync(service);
                service.Dispose();
                service = await ServiceProcess.StartAsync(Folder, server);
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
}
