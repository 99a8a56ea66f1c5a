using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Temadagar.Keys;

/// <summary>
/// Seals what nobody may read who has only the database or a copy of it: the keys lie outside it. Each is sealed for its own owner and opens for no other.
/// </summary>
/// <param name="purpose">What is sealed for one opens for no other. It is part of what is stored and never changes.</param>
public sealed class SealedJson<T>(IDataProtectionProvider protection, string purpose)
    where T : class
{
    // The length would tell short values apart.
    private const int Block = 128;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    public byte[] Seal(Guid owner, T value)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        var padded = new byte[(plain.Length + Block - 1) / Block * Block];
        padded.AsSpan().Fill((byte)' ');
        plain.CopyTo(padded, 0);
        return Protector(owner).Protect(padded);
    }

    /// <returns>Null where its key is gone: nobody can open it.</returns>
    public T? Open(Guid owner, byte[] held)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Protector(owner).Unprotect(held), Json);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Guid owner) => protection.CreateProtector(purpose, owner.ToString());
}
