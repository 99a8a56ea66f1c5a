using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Backups;

/// <summary>
/// What follows the head of an age file: pieces of 64 KiB, each sealed with ChaCha20-Poly1305 (RFC 8439) under its number and whether it is the last, so that none can be changed, moved, left out or cut off.
/// </summary>
internal sealed class AgeChunks : IDisposable
{
    public const int Length = 64 * 1024;

    public const int TagLength = 16;

    private const int NonceLength = 16;

    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] nonce = new byte[12];
    private ulong number;

    private AgeChunks(byte[] fileKey, byte[] salt) => cipher = new ChaCha20Poly1305(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, salt, Encoding.ASCII.GetBytes("payload")));

    public static AgeChunks BeginWriting(Stream to, byte[] fileKey)
    {
        var salt = RandomNumberGenerator.GetBytes(NonceLength);
        to.Write(salt);
        return new AgeChunks(fileKey, salt);
    }

    /// <exception cref="BackupException">It ends here.</exception>
    public static AgeChunks BeginReading(Stream from, byte[] fileKey)
    {
        var salt = new byte[NonceLength];
        return from.ReadAtLeast(salt, NonceLength, throwOnEndOfStream: false) == NonceLength ? new AgeChunks(fileKey, salt) : throw new BackupException("It ends too early.");
    }

    /// <param name="into">Longer by a tag.</param>
    public void Seal(ReadOnlySpan<byte> plain, Span<byte> into, bool last) => cipher.Encrypt(Next(last), plain, into[..plain.Length], into.Slice(plain.Length, TagLength));

    /// <exception cref="AuthenticationTagMismatchException">It was changed, or is not the next, or is the last and is not, or the other way about.</exception>
    public void Open(ReadOnlySpan<byte> sealedBytes, Span<byte> into, bool last) => cipher.Decrypt(Next(last), sealedBytes[..^TagLength], sealedBytes[^TagLength..], into);

    public void Dispose() => cipher.Dispose();

    private byte[] Next(bool last)
    {
        // Eleven bytes of number, of which eight are enough for any file, and one that says whether it is the last.
        BinaryPrimitives.WriteUInt64BigEndian(nonce.AsSpan(3), number++);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
