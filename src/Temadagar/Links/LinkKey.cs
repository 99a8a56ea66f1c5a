using System.Security.Cryptography;
using System.Text;
using Temadagar.Data;

namespace Temadagar.Links;

/// <summary>
/// The installation's one secret. From it come, by HKDF (RFC 5869), a key for each purpose: the links in mails, the hashes of
/// idempotency keys. Whoever has it can make every link; the same on all instances.
/// </summary>
public sealed class LinkKey(byte[] key)
{
    private const int KeyLength = 32;

    /// <summary>Whether this start made it. Where people have registered before, their links are then dead.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Reads the key from a file that only its owner may read; makes it first if it is not there.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    /// <exception cref="TimeoutException">Another process has been making it for 10 seconds.</exception>
    public static LinkKey FromFile(string path)
    {
        var made = false;
        if (!File.Exists(path))
        {
            OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
            // One at a time, since a move that must not overwrite looks first and moves then (seen: two keys for two who asked at once).
            using var alone = FileLock.Take(path + ".making", TimeSpan.FromSeconds(10));
            if (!File.Exists(path))
            {
                Make(path);
                made = true;
            }
        }

        var buffer = new byte[2 * KeyLength];
        // A key that is empty or cut short would make every link guessable.
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), buffer, out var length) && length >= KeyLength
            ? new LinkKey(buffer[..length]) { IsNew = made }
            : throw new InvalidDataException($"The link key in {path} is not {KeyLength} random bytes in Base64. Restore it from the backup; without it the links in mails do not work.");
    }

    // Written whole under another name first: whoever finds the file finds a key.
    private static void Make(string path)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}";
        using (var stream = OwnerOnly.Create(fresh))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: false);
    }

    /// <summary>HMAC-SHA-256 of the data under this purpose's own key, 32 bytes.</summary>
    public byte[] Hash(string purpose, ReadOnlySpan<byte> data)
    {
        Span<byte> derived = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], Encoding.UTF8.GetBytes(purpose));
        return HMACSHA256.HashData(derived, data);
    }
}
