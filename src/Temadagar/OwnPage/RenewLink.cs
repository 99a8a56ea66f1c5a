using Temadagar.Http;
using Temadagar.Registrations;

namespace Temadagar.OwnPage;

/// <summary>Closes all links to a registration but a new one, which the person gets at once and by mail.</summary>
public sealed class RenewLink(ChangeOwn changing, RegistrationStore registrations, RegistrationMails mails)
{
    public Task<(Registration? Changed, Problem? Refusal)> RunAsync(Registration opened, CancellationToken cancellationToken) =>
        changing.RunAsync(opened, async (write, current, day, _) =>
        {
            var renewed = current with { LinkGeneration = current.LinkGeneration + 1, Changes = current.Changes + 1 };
            await registrations.RenewLinkAsync(write, renewed);
            await mails.QueueAsync(write, RegistrationMails.Link, renewed.Changes, renewed, day);
            return (renewed, null);
        }, cancellationToken);
}
