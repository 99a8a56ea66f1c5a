using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>Where people reach the service: as configured, else the first address that the server listens on, or where it has not been started the first that it would.</summary>
/// <param name="urls">What it was told to listen on, separated by semicolons.</param>
public sealed class PublicAddress(Uri? configured, IServer server, string? urls)
{
    /// <summary>Where it listens when nothing is said.</summary>
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Without a slash at the end.</summary>
    public string Root => (configured?.GetLeftPart(UriPartial.Authority) ?? Listening()).TrimEnd('/');

    /// <summary>Whether nobody on another machine can reach it: good for a try, not for print.</summary>
    public bool IsOfThisMachine => new Uri(Root).IsLoopback;

    public string Of(string path) => Root + path;

    /// <summary>A page in the reader's language that a secret opens.</summary>
    /// <param name="secret">It stands in the fragment, which no server is told.</param>
    public string Of(string path, Language language, string secret) => $"{Root}{path}{(language == Language.En ? "?lang=en" : "")}#{secret}";

    private string Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? Default;
        // A server that listens on every address is reached here by this one.
        return BindingAddress.Parse(address) is { Host: "*" or "+" or "0.0.0.0" or "[::]" } any ? $"{any.Scheme}://localhost:{any.Port}" : address;
    }
}
