using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Registrations;

namespace Temadagar.Transfers;

/// <summary>Who has the secret of a transfer's link has the address that the registration is to have.</summary>
public sealed class TransferLinks(Database database, TransferStore transfers, RegistrationStore registrations, PersonalLinks links)
{
    /// <returns>The transfer that the request's secret stands for, live or not, and its registration; null: it stands for none.</returns>
    public async Task<(Transfer Transfer, Registration Registration)?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Bearer.Secret(request) is not { } secret || PersonalLinks.IdOf(secret) is not { } id || !links.IsValid(secret, PersonalLinks.Transfer, id, TransferMails.LinkGeneration))
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await transfers.FindAsync(read, id) is { } transfer ? (transfer, (await registrations.FindAsync(read, transfer.RegistrationId))!) : null;
    }
}
