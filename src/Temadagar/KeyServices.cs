using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Temadagar.Keys;
using Temadagar.Settings;

namespace Temadagar;

internal static class KeyServices
{
    /// <summary>What cookies and people's needs are encrypted with: in files, or, where several instances share a database, in it.</summary>
    public static void AddKeys(this IServiceCollection services, Settings.Settings settings)
    {
        var keys = services.AddDataProtection().SetApplicationName("Temadagar").EncryptWithAuthenticatedModes(settings.KeyCertificates);
        services.AddSingleton<KeyStore>();
        if (settings.Database.Provider == DatabaseProvider.SqlServer)
        {
            services.AddOptions<KeyManagementOptions>().Configure<KeyStore>((options, store) => options.XmlRepository = store);
        }
        else
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(settings.KeyDirectory));
        }
    }
}
