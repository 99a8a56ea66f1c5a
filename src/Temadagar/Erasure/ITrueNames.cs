using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Erasure;

public sealed record PersonName(string FirstName, string LastName);

/// <summary>What someone is called in truth: of someone with protected identity the registration has an alias, which is nobody's name.</summary>
public interface ITrueNames
{
    /// <returns>Null: nobody can tell any more.</returns>
    Task<PersonName?> OfAsync(Session session, Registration registration);
}
