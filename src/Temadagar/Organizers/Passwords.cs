using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>What a password must be, and how it is kept: PBKDF2 as ASP.NET's PasswordHasher does it (NIST SP 800-63B, 3.1.1), with HMAC-SHA-512.</summary>
public sealed partial class Passwords
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    // As a power of ten: three words, or nine letters that are no word. What zxcvbn calls safely unguessable lies between 8 and 10.
    private const int LeastPower = 9;

    private const int Judged = 60;

    // As many as OWASP asks for with HMAC-SHA-512; the framework takes 100,000 by itself.
    private const int Rounds = 210_000;

    // Where a hash of the framework's third format says how many rounds it was made with, most significant byte first.
    private const int RoundsAt = 5;

    private static readonly Text TooShort = new($"Lösenordet ska ha minst {MinLength} tecken.", $"The password must have at least {MinLength} characters.");
    private static readonly Text TooLong = new($"Lösenordet får ha högst {MaxLength} tecken.", $"The password may have at most {MaxLength} characters.");
    private static readonly Text TooCommon = new(
        "Lösenordet är för lätt att gissa. Ta till exempel fyra ovanliga ord som inte hör ihop.",
        "The password is too easy to guess. Take for example four uncommon words that do not belong together.");

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly object Nobody = new();
    private static readonly byte[] Salt = new byte[32];

    // So that an address without an account takes as long as one with.
    private static readonly Lazy<string> NobodysHash = new(() => Hash(Guid.NewGuid().ToString()));

    /// <summary>What is wrong with the password, or null.</summary>
    /// <param name="email">Whose: a password made of one's own address is the first that is tried.</param>
    public static Text? Fault(string password, string email)
    {
        if (new StringInfo(password).LengthInTextElements < MinLength)
        {
            return TooShort;
        }

        if (password.Length > MaxLength)
        {
            return TooLong;
        }

        // The beginning of one that long is enough, and judging all of it would take long.
        return Guesses.Power(password.Length > Judged ? password[..Judged] : password, NotLetter().Split(email)) < LeastPower ? TooCommon : null;
    }

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null where there is nothing to compare with: it takes its time all the same.</param>
    public static bool IsRight(string? hash, string password)
    {
        // One of fewer rounds would say by its time that it is there.
        if (hash is not null && Rounds - RoundsOf(hash) is > 0 and var missing)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, missing, HashAlgorithmName.SHA512, Salt.Length);
        }

        return Hasher.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null;
    }

    /// <summary>Whether a hash was made when fewer rounds were enough.</summary>
    public static bool IsOld(string hash) => RoundsOf(hash) < Rounds;

    private static int RoundsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(RoundsAt));

    [GeneratedRegex(@"[^\p{L}]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotLetter();
}
