using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Temadagar.Organizers;

/// <summary>How passwords are kept: PBKDF2 as ASP.NET's PasswordHasher does it (NIST SP 800-63B, 3.1.1), with HMAC-SHA-512.</summary>
/// <param name="rounds">What a guess costs. A test that is not about it takes few.</param>
public sealed class PasswordHashes(int rounds = PasswordHashes.Rounds)
{
    /// <summary>As many as OWASP asks for with HMAC-SHA-512; the framework takes 100,000 by itself.</summary>
    public const int Rounds = 210_000;

    // Where a hash of the framework's third format says how many rounds it was made with, most significant byte first.
    private const int RoundsAt = 5;

    private static readonly object Nobody = new();
    private static readonly byte[] Salt = new byte[32];

    private readonly PasswordHasher<object> hasher = HasherOf(rounds);

    // So that an address without an account takes as long as one with.
    private readonly Lazy<string> nobodysHash = new(() => HasherOf(rounds).HashPassword(Nobody, Guid.NewGuid().ToString()));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null where there is nothing to compare with: it takes its time all the same.</param>
    public bool IsRight(string? hash, string password)
    {
        // One of fewer rounds would say by its time that it is there.
        if (hash is not null && rounds - RoundsOf(hash) is > 0 and var missing)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, missing, HashAlgorithmName.SHA512, Salt.Length);
        }

        return hasher.VerifyHashedPassword(Nobody, hash ?? nobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null;
    }

    /// <summary>Whether a hash was made when fewer rounds were enough.</summary>
    public bool IsOld(string hash) => RoundsOf(hash) < rounds;

    private static PasswordHasher<object> HasherOf(int rounds) => new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));

    private static int RoundsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(RoundsAt));
}
