namespace Temadagar.Organizers;

/// <summary>Where organizers may sign in besides with a password (OpenID Connect).</summary>
/// <param name="Name">What people call it.</param>
/// <param name="KnownByUserName">
/// Whether a person's user name is an address that the provider answers for (Microsoft Entra ID). Else only an e-mail address that
/// the provider says it has verified links a person to an account.
/// </param>
public sealed record OidcProvider(Uri Authority, string ClientId, string ClientSecret, string Name, bool KnownByUserName)
{
    /// <summary>Without the secret: it may come into a log.</summary>
    public override string ToString() => Name;
}
