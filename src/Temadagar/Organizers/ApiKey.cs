using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Temadagar.Organizers;

/// <summary>A key for programs. Only its hash is kept: whoever loses it makes a new one.</summary>
[method: ExplicitConstructor]
public sealed record ApiKey(Guid Id, string Name, Role Role, string? Board, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    // A word in front, so that a scanner of code and logs can know a key that has strayed.
    private const string Prefix = "temadagar_";
    private const int Bytes = 32;

    /// <summary>256 random bits.</summary>
    public static string NewSecret() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256: a key is no password, there is nothing to guess.</summary>
    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
