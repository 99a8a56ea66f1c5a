using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Temadagar.Keys;

/// <summary>How Data Protection encrypts from here on. Whatever it has encrypted before opens as it did.</summary>
public static class KeyProtection
{
    /// <param name="certificates">What the keys themselves are encrypted with; null: nothing.</param>
    public static IDataProtectionBuilder EncryptWithAuthenticatedModes(this IDataProtectionBuilder protection, KeyCertificates? certificates)
    {
        // Holds for keys that are made from now on: each says by what it encrypts.
        protection.UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (certificates is null)
        {
            return protection;
        }

        protection.Services.AddSingleton(certificates);
        protection.Services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new CertificateEncryptor(certificates.Current));
        // For keys from before 2026-11-29, which the framework's own encryptor has encrypted.
        return protection.UnprotectKeysWithAnyCertificate([.. certificates.All]);
    }
}
