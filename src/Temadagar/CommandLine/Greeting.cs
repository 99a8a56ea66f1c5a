using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>What the service says on standard output once it listens.</summary>
public static partial class Greeting
{
    public static async Task PrintAsync(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings.Settings>();
        var address = app.Services.GetRequiredService<PublicAddress>();
        Console.WriteLine($"""

            Temadagar
              Page      {address.Of("/")}
              API       {address.Of("/docs")}
              Database  {(settings.Database.Provider == DatabaseProvider.Sqlite ? settings.Database.Source : "SQL Server")}
              Mail      {(settings.Mail.Smtp is { } smtp ? $"{smtp.Host}:{smtp.Port}" : settings.Mail.Directory)}
            Ctrl+C stops it.

            """);
        // On standard output only: a log is kept, and read by more people.
        if (await app.Services.GetRequiredService<ManageAccounts>().InviteFirstAsync(CancellationToken.None) is { } first)
        {
            Console.WriteLine($"""
                Nobody can sign in yet. Make the first administrator here, within an hour:
                  {first}

                """);
        }

        if (!app.Environment.IsDevelopment())
        {
            Warn(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Temadagar"), settings, app.Urls);
        }
    }

    private static void Warn(ILogger logger, Settings.Settings settings, IEnumerable<string> urls)
    {
        if (settings.Site.TrustedProxies.Count == 0 && !urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            LogNoHttps(logger);
        }

        if (settings.Mail.Transport == MailTransport.File)
        {
            LogFileMail(logger, settings.Mail.Directory);
        }

        if (settings.Site.PublicAddress is null)
        {
            LogNoPublicAddress(logger);
        }

        if (settings.Database.Provider == DatabaseProvider.Sqlite && settings.Backup.Passphrase is null)
        {
            LogNoBackups(logger);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail:Transport is File: nobody gets mail, it is kept in {Directory}")]
    private static partial void LogFileMail(ILogger logger, string directory);

    [LoggerMessage(LogLevel.Warning, "Site:TrustedProxies is not set: all that is personal is refused (needs-https) until the proxy is named that says which calls came over https")]
    private static partial void LogNoHttps(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Backup:Passphrase is not set: no backups are made")]
    private static partial void LogNoBackups(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Site:PublicAddress is not set: links in mails lead to the address that the service listens on")]
    private static partial void LogNoPublicAddress(ILogger logger);
}
