using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;

namespace Temadagar.Registrations;

/// <summary>Who has the secret of a registration's link is its person.</summary>
public sealed class RegistrationLinks(Database database, RegistrationStore registrations, PersonalLinks links)
{
    /// <returns>The registration that the request's secret stands for; null: it stands for none.</returns>
    public async Task<Registration?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Bearer.Secret(request) is not { } secret || PersonalLinks.IdOf(secret) is not { } id)
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        var found = await registrations.FindAsync(read, id);
        return found is not null && links.IsValid(secret, PersonalLinks.Registration, id, found.LinkGeneration) ? found : null;
    }

    public string SecretOf(Registration registration) => links.Secret(PersonalLinks.Registration, registration.Id, registration.LinkGeneration);
}
