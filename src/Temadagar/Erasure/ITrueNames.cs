using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Erasure;

public sealed record PersonName(string FirstName, string LastName);

/// <summary>What someone is called in truth: of someone with protected identity the registration has an alias, which is nobody's name.</summary>
/// <remarks>An interface, since who knows it (ProtectedPeople) stands on erasure and not the other way about.</remarks>
public interface ITrueNames
{
    /// <returns>Null: nobody can tell any more.</returns>
    Task<PersonName?> OfAsync(Session session, Registration registration);
}
