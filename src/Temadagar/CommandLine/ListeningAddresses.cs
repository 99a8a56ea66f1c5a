using System.Globalization;
using System.Net;
using Temadagar.Http;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>
/// Where it is told to listen. Kestrel takes what is no IP address, and not localhost, for a name, and listens to every network for it, whatever it is: 127.0.0.l, or 127.0.0.1:508O, which it does on port 80. Whoever wants every network says *.
/// </summary>
internal static class ListeningAddresses
{
    private static readonly string[] Ports = ["http_ports", "https_ports"];

    /// <exception cref="SettingException">One of them is no address, or no port.</exception>
    public static void Check(IConfiguration configuration)
    {
        Check("urls", configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries));
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            // Kestrel takes this one whole.
            Check($"{endpoint.Path}:Url", endpoint["Url"] is { } url ? [url] : null);
        }

        foreach (var key in Ports)
        {
            if (configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(part => !ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } other)
            {
                throw new SettingException(key, $"'{other}' is not a port: 0 to {IPEndPoint.MaxPort}.");
            }
        }
    }

    private static void Check(string key, string[]? addresses)
    {
        if (addresses?.FirstOrDefault(part => !IsOne(part)) is { } other)
        {
            throw new SettingException(key, $"'{other}' is not an address to listen on, as {PublicAddress.Default} is, or http://*:5080 for every network.");
        }
    }

    private static bool IsOne(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.IsUnixPipe || address.IsNamedPipe
                || (address is { PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort } && IsScheme(address.Scheme) && IsHost(address.Host));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsScheme(string scheme) => scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    private static bool IsHost(string host) => host is "*" or "+" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        // IPv6 in brackets, as in every address (RFC 3986, 3.2.2), or what is a port and what is not could be mistaken.
        || ((host is ['[', .., ']'] || !host.Contains(':', StringComparison.Ordinal)) && IPAddress.TryParse(host, out _));
}
