using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Keys;

namespace Temadagar.Tests.Keys;

/// <summary>Data Protection as an instance of the service has it, once it has started.</summary>
internal static class KeyRing
{
    public static IDataProtector Protector(IXmlRepository keys, KeyCertificates? certificates, ILoggerProvider? log = null) =>
        Made(keys, log, protection => protection.EncryptWithAuthenticatedModes(certificates));

    /// <summary>As it was until 2026-11-29.</summary>
    public static IDataProtector ProtectorOfBefore(IXmlRepository keys, KeyCertificates certificates) =>
        Made(keys, null, protection => protection.ProtectKeysWithCertificate(certificates.Current).UnprotectKeysWithAnyCertificate([.. certificates.All]));

    private static IDataProtector Made(IXmlRepository keys, ILoggerProvider? log, Action<IDataProtectionBuilder> encrypt)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (log is not null)
            {
                logging.AddProvider(log);
            }
        });
        encrypt(services.AddDataProtection().SetApplicationName("Temadagar"));
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("needs");
    }
}
