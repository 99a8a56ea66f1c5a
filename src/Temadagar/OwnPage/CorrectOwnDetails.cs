using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Registrations;

namespace Temadagar.OwnPage;

/// <summary>A person corrects what the registration says of them. The address is changed by a transfer, since a wrong one would lose the link.</summary>
public sealed class CorrectOwnDetails(ChangeOwn changing, RegistrationStore registrations)
{
    public Task<(Registration? Changed, Problem? Refusal)> RunAsync(Registration opened, PersonDetails details, CancellationToken cancellationToken) =>
        changing.RunAsync(opened, async (write, current, _, _) =>
        {
            var corrected = current.With(details);
            await registrations.CorrectAsync(write, corrected, EmailAddress.Parse(current.Email ?? "")?.Normalized);
            return (corrected, null);
        }, cancellationToken);
}
