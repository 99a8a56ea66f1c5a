using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.LostLinks;

/// <summary>
/// Sends an address the links to its registrations: a mail for each, so that each is in the log of its own day's organizer only. The work is done after the reply, which
/// therefore takes the same time whether there is any. Links of before go on working.
/// </summary>
public sealed class SendLinks(
    Database database, LostLinkStore lostLinks, ThemeDayStore days, RegistrationStore registrations, RegistrationMails mails, TimeProvider clock, ILogger<SendLinks> logger)
    : RecurringWork(logger)
{
    private const int Batch = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // A second mail helps whoever has thrown the first away; many help nobody.
    private static readonly TimeSpan MailPause = TimeSpan.FromMinutes(15);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LostLink> some;
        do
        {
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                some = await lostLinks.OldestAsync(read, Batch);
            }

            foreach (var lost in some)
            {
                await SendAsync(lost, cancellationToken);
            }
        }
        while (some.Count == Batch);
    }

    protected override Task WaitAsync(CancellationToken cancellationToken) => lostLinks.WaitAsync(Pause, cancellationToken);

    private async Task SendAsync(LostLink lost, CancellationToken cancellationToken)
    {
        IReadOnlyList<Registration> found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            // Also of what was cancelled, unless there is a later one on that day: it has all the same rights.
            found = [.. (await registrations.OfAddressAsync(read, lost.EmailNormalized))
                .Concat(await registrations.CancelledOfAddressAsync(read, lost.EmailNormalized)).DistinctBy(registration => registration.ThemeDayId)];
        }

        var now = clock.GetUtcNow();
        await database.WriteAsync(async write =>
        {
            foreach (var known in found.OrderBy(registration => registration.ThemeDayId))
            {
                await days.LockAsync(write, known.ThemeDayId);
            }

            foreach (var known in found)
            {
                if (await registrations.FindAsync(write, known.Id) is not { } current || current.LinkGeneration != known.LinkGeneration || await mails.IsLinkSentSinceAsync(write, current.Id, now - MailPause))
                {
                    continue;
                }

                var told = current with { Changes = current.Changes + 1 };
                await registrations.ChangeAsync(write, told);
                await mails.QueueAsync(write, RegistrationMails.Link, told.Changes, told, (await days.FindAsync(write, told.ThemeDayId))!);
            }

            await lostLinks.RemoveAsync(write, lost.Id);
        }, cancellationToken);
    }
}
