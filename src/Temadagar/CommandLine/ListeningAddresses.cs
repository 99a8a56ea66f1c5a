using System.Globalization;
using System.Net;
using Temadagar.Http;
using Temadagar.Settings;

namespace Temadagar.CommandLine;

/// <summary>
/// Where it is told to listen. Kestrel takes what it does not understand for a name, and listens to every network for it: with a port that is no number on port 80.
/// </summary>
internal static class ListeningAddresses
{
    private static readonly string[] Ports = ["http_ports", "https_ports"];

    /// <exception cref="SettingException">One of them is no address, or no port.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckEach("urls", configuration["urls"]);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            CheckEach($"{endpoint.Path}:Url", endpoint["Url"]);
        }

        foreach (var key in Ports)
        {
            if (Parts(configuration[key]).FirstOrDefault(part => !ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } other)
            {
                throw new SettingException(key, $"'{other}' is not a port: 0 to {IPEndPoint.MaxPort}.");
            }
        }
    }

    private static void CheckEach(string key, string? addresses)
    {
        if (Parts(addresses).FirstOrDefault(part => !IsOne(part)) is { } other)
        {
            throw new SettingException(key, $"'{other}' is not an address to listen on, as {PublicAddress.Default} is.");
        }
    }

    private static bool IsOne(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.IsUnixPipe || address.IsNamedPipe
                || (address.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort && (!address.Host.Contains(':', StringComparison.Ordinal) || IsBracketed(address.Host)));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsBracketed(string host) => host is ['[', .. var inner, ']'] && IPAddress.TryParse(inner, out _);

    private static string[] Parts(string? text) => text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
