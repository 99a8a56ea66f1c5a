using Microsoft.AspNetCore.Connections;
using Temadagar.Http;

namespace Temadagar.CommandLine;

/// <summary>Where the program finds its files and listens, when nothing else is said.</summary>
public static class Hosting
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings are read once, and to watch their file is to watch every folder beside it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ApplicationName = Name,
            ContentRootPath = ContentRoot(args),
        });
        // In code, because an address in a settings file would beat ASPNETCORE_URLS.
        var configuration = builder.Configuration;
        if (configuration["urls"] is null && configuration["http_ports"] is null && configuration["https_ports"] is null
            && !configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            builder.WebHost.UseUrls(PublicAddress.Default);
        }

        ListeningAddresses.Check(configuration);

        // It writes whole addresses, and a search in one has a person's name; its scope lays the path, which may hold a certificate's code, on every other line.
        // In code, so that a fuller log by settings has none either. What a request throws is logged by Kestrel and the exception handler.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // So does this, of addresses that are none.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None);
        // What is under way is ended first: replies, the mail that is being sent. The system gives up later (deploy/temadagar.service).
        // All at once: what takes long to stop (a backup) leaves the others their time.
        builder.Host.ConfigureHostOptions(options => (options.ShutdownTimeout, options.ServicesStopConcurrently) = (TimeSpan.FromSeconds(20), true));
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        // The last that is added is Kestrel's first choice.
        builder.Services.AddSingleton<IConnectionListenerFactory, ConnectionLimit>();
        return builder;
    }

    /// <summary>The same settings from the same places, without a server.</summary>
    public static HostApplicationBuilder CreateServerlessBuilder(string[] args) => Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        Args = args,
        ApplicationName = Name,
        EnvironmentName = Said(args)["environment"],
        ContentRootPath = ContentRoot(args),
    });

    private static string? Name => typeof(Hosting).Assembly.GetName().Name;

    private static string ContentRoot(string[] args) => Said(args)["contentRoot"] ?? NearestWithPages(AppContext.BaseDirectory);

    private static IConfiguration Said(string[] args) => new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();

    // A published program has wwwroot beside it; one that was built stands some folders below its project's.
    private static string NearestWithPages(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "wwwroot")))
            {
                return at.FullName;
            }
        }

        return folder;
    }
}
