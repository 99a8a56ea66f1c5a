using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Temadagar.Signing;

/// <summary>A PKCS#12 file (RFC 7292): certificates and their private keys.</summary>
public static class CertificateFile
{
    // ERROR_INVALID_PASSWORD: what .NET says of a PKCS#12 that does not open, on every system.
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>All certificates of the file, and the private keys that it has for them, which stay in memory.</summary>
    /// <exception cref="CertificateFileException">It cannot be read; the message says why, and no secret.</exception>
    public static X509Certificate2Collection Read(string file, string? password)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CertificateFileException(File.Exists(file) ? $"'{file}' may not be read." : $"there is no file '{file}'.");
        }

        try
        {
            // macOS keeps no key in memory alone.
            return X509CertificateLoader.LoadPkcs12Collection(bytes, password, OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException exception)
        {
            throw exception.HResult == WrongPassword
                ? new CertificateFileException(password is null ? $"is needed for '{file}'." : $"does not open '{file}'.") { IsAboutPassword = true }
                : new CertificateFileException($"'{file}' is not a PKCS#12 file (.p12, .pfx) that can be read.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}

/// <summary>A file of certificates cannot be used. The message is a part of a line, begins in lower case and holds no secret.</summary>
public sealed class CertificateFileException(string problem) : Exception(problem)
{
    /// <summary>The password is missing or wrong; otherwise it is the file.</summary>
    public bool IsAboutPassword { get; init; }
}
