using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace Temadagar.Backups;

/// <summary>
/// The head of a file that is encrypted by a passphrase in the format of age (c2sp.org/age, version 1, recipient scrypt): without Temadagar any age program opens it. It holds a key of the file's own, encrypted under what
/// scrypt (RFC 7914) makes of the passphrase, and a sum under that key.
/// </summary>
internal static class AgeHeader
{
    private const string Version = "age-encryption.org/v1";
    private const string ScryptLabel = "age-encryption.org/v1/scrypt";
    private const int FileKeyLength = 16;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    // 128 MiB and half a second for each guess (OWASP, Password Storage: N = 2^17, r = 8, p = 1).
    private const int Work = 17, BlockSize = 8;

    // A file that asks for more, one GiB, is not one of ours.
    private const int MostWork = 20;

    // Each line is known to be short; what has none is no such file.
    private const int LongestLine = 100;

    /// <returns>The file's own key.</returns>
    public static byte[] Write(Stream to, string passphrase)
    {
        var fileKey = RandomNumberGenerator.GetBytes(FileKeyLength);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var wrapped = new byte[FileKeyLength + TagLength];
        using (var cipher = new ChaCha20Poly1305(WrappingKey(passphrase, salt, Work)))
        {
            cipher.Encrypt(new byte[12], fileKey, wrapped.AsSpan(0, FileKeyLength), wrapped.AsSpan(FileKeyLength));
        }

        var head = string.Create(CultureInfo.InvariantCulture, $"{Version}\n-> scrypt {Encoded(salt)} {Work}\n{Encoded(wrapped)}\n---");
        to.Write(Encoding.ASCII.GetBytes($"{head} {Encoded(Sum(fileKey, head))}\n"));
        return fileKey;
    }

    /// <returns>The file's own key. <paramref name="from"/> is then where the rest begins.</returns>
    /// <exception cref="BackupException">It is no such file, the passphrase is another, or it was changed.</exception>
    public static byte[] Read(Stream from, string passphrase)
    {
        string version = Line(from), recipient = Line(from), body = Line(from), end = Line(from);
        if (version != Version || recipient.Split(' ') is not ["->", "scrypt", var salt, var work] || end.Split(' ') is not ["---", var sum]
            || !int.TryParse(work, NumberStyles.None, CultureInfo.InvariantCulture, out var cost) || cost is < 1 or > MostWork)
        {
            throw new BackupException("It is not a backup that a passphrase opens.");
        }

        var (wrapped, fileKey) = (Decoded(body, FileKeyLength + TagLength), new byte[FileKeyLength]);
        try
        {
            using var cipher = new ChaCha20Poly1305(WrappingKey(passphrase, Decoded(salt, SaltLength), cost));
            cipher.Decrypt(new byte[12], wrapped.AsSpan(0, FileKeyLength), wrapped.AsSpan(FileKeyLength), fileKey);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new BackupException("The passphrase is not the one that it was made with.");
        }

        return CryptographicOperations.FixedTimeEquals(Sum(fileKey, $"{version}\n{recipient}\n{body}\n---"), Decoded(sum, KeyLength))
            ? fileKey
            : throw new BackupException("It has been changed since it was made.");
    }

    private static byte[] WrappingKey(string passphrase, byte[] salt, int work) =>
        SCrypt.Generate(Encoding.UTF8.GetBytes(passphrase), [.. Encoding.ASCII.GetBytes(ScryptLabel), .. salt], 1 << work, BlockSize, 1, KeyLength);

    private static byte[] Sum(byte[] fileKey, string head) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyLength, [], Encoding.ASCII.GetBytes("header")), Encoding.ASCII.GetBytes(head));

    private static string Line(Stream from)
    {
        var line = new StringBuilder();
        for (var next = from.ReadByte(); next != '\n'; next = from.ReadByte())
        {
            if (next is < ' ' or > '~' || line.Length == LongestLine)
            {
                throw new BackupException("It is not a backup.");
            }

            line.Append((char)next);
        }

        return line.ToString();
    }

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Decoded(string text, int length)
    {
        var bytes = new byte[length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var written) && written == length ? bytes : throw new BackupException("It is not a backup.");
    }
}
