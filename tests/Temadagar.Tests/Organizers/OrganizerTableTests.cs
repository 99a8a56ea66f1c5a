using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

/// <summary>Who may do what. An endpoint of the organizers' without a line here fails a test.</summary>
public partial class OrganizerTableTests(SharedService shared) : IClassFixture<SharedService>
{
    private static readonly Role[] Anyone = Enum.GetValues<Role>();
    private static readonly Role[] Administrators = [Role.Administrator];
    private static readonly Role[] Organizers = [Role.Administrator, Role.Organizer];
    private static readonly Role[] Readers = [Role.Administrator, Role.Organizer, Role.Reader];

    // Only for accounts, and some only for one that has been given it (ProtectedPeopleTests, DiscloseDataTests, OwnPasswordTests): no key, whatever its role.
    private static readonly Role[] NoKey = [];
    private static readonly Role[] AtTheDoor = [Role.Administrator, Role.Organizer, Role.Steward];

    private static readonly (string Method, string Path, Role[] Roles)[] Table =
    [
        ("GET", "/api/session", Anyone),
        ("DELETE", "/api/session", Anyone),
        ("PUT", "/api/session/password", NoKey),
        ("GET", "/api/organizer/accounts", Administrators),
        ("POST", "/api/organizer/accounts", Administrators),
        ("PUT", "/api/organizer/accounts/{id}", Administrators),
        ("POST", "/api/organizer/accounts/{id}/invitation", Administrators),
        ("GET", "/api/organizer/api-keys", Administrators),
        ("POST", "/api/organizer/api-keys", Administrators),
        ("DELETE", "/api/organizer/api-keys/{id}", Administrators),
        ("GET", "/api/organizer/log", Administrators),
        ("GET", "/api/organizer/series", Administrators),
        ("PUT", "/api/organizer/series", Administrators),
        ("GET", "/api/organizer/boards", Administrators),
        ("POST", "/api/organizer/boards", Administrators),
        ("GET", "/api/organizer/boards/{slug}", Administrators),
        ("PUT", "/api/organizer/boards/{slug}", Administrators),
        ("DELETE", "/api/organizer/boards/{slug}", Administrators),
        ("GET", "/api/organizer/information-pages", Administrators),
        ("GET", "/api/organizer/information-pages/{language}", Administrators),
        ("PUT", "/api/organizer/information-pages/{language}", Administrators),
        ("GET", "/api/organizer/theme-days", Anyone),
        ("GET", "/api/organizer/theme-days/{slug}/arrivals", Readers),
        ("GET", "/api/organizer/theme-days/{slug}/registrations", AtTheDoor),
        ("POST", "/api/organizer/theme-days/{slug}/registrations", Organizers),
        ("GET", "/api/organizer/registrations/{id}", Organizers),
        ("PUT", "/api/organizer/registrations/{id}", Organizers),
        ("POST", "/api/organizer/registrations/{id}/cancellation", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/messages", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/check-ins", AtTheDoor),
        ("POST", "/api/organizer/theme-days/{slug}/check-ins", AtTheDoor),
        ("DELETE", "/api/organizer/theme-days/{slug}/check-ins/{id}", AtTheDoor),
        ("POST", "/api/organizer/theme-days/{slug}/check-ins/walk-ins", AtTheDoor),
        ("POST", "/api/organizer/theme-days/{slug}/check-outs", AtTheDoor),
        ("PUT", "/api/organizer/theme-days/{slug}/attendance", AtTheDoor),
        ("POST", "/api/organizer/theme-days/{slug}/attendance/report", Organizers),
        ("POST", "/api/organizer/markdown", Organizers),
        ("GET", "/api/organizer/mails", Organizers),
        ("GET", "/api/organizer/mails/{id}", Organizers),
        ("POST", "/api/organizer/mails/{id}/resending", Organizers),
        ("GET", "/api/organizer/registrations/{id}/data", NoKey),
        ("POST", "/api/organizer/registrations/{id}/erasure-request", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/erasure-requests", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/erasure-requests/{id}/answer", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/diet-counts", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/diet-counts.csv", Organizers),
        ("PUT", "/api/organizer/registrations/{id}/needs", Organizers),
        ("GET", "/api/organizer/erasure", Organizers),
        ("PUT", "/api/organizer/erasure/rules/{board}/{data}", Organizers),
        ("GET", "/api/organizer/erasure/reports", Organizers),
        ("GET", "/api/organizer/erasure/reports/{id}", Organizers),
        ("GET", "/api/organizer/erasure/reports/{id}.pdf", Organizers),
        ("POST", "/api/organizer/erasure/run", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/releases", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/releases", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/protected-people", NoKey),
        ("POST", "/api/organizer/theme-days/{slug}/protected-people", NoKey),
        ("POST", "/api/organizer/registrations/{id}/protection", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/looks", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/data", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/erasure-request", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/erasure-answer", NoKey),
        ("PUT", "/api/organizer/protected-people/{id}", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/cancellation", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/certificate", NoKey),
        ("POST", "/api/organizer/protected-people/{id}/certificate.pdf", NoKey),
        ("GET", "/api/organizer/theme-days/{slug}/waitlist", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/waitlist/groups/{id}/move", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/waitlist/waits/{id}/offer", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/waitlist/offers/{id}/answer", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/sharing", Organizers),
        ("PUT", "/api/organizer/theme-days/{slug}/sharing", Organizers),
        ("POST", "/api/organizer/theme-days", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}", Readers),
        ("PUT", "/api/organizer/theme-days/{slug}", Organizers),
        ("DELETE", "/api/organizer/theme-days/{slug}", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/copy", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/publication", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/cancellation", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/rescheduling", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/programme", Organizers),
        ("PUT", "/api/organizer/theme-days/{slug}/programme", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/programme/import", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/sessions", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/sessions", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/sessions/{id}", Organizers),
        ("PUT", "/api/organizer/theme-days/{slug}/sessions/{id}", Organizers),
        ("DELETE", "/api/organizer/theme-days/{slug}/sessions/{id}", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/schedules", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/schedules", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/schedules/reminders", Organizers),
        ("GET", "/api/organizer/speakers", Organizers),
        ("POST", "/api/organizer/speakers", Organizers),
        ("GET", "/api/organizer/speakers/{id}", Organizers),
        ("PUT", "/api/organizer/speakers/{id}", Organizers),
        ("DELETE", "/api/organizer/speakers/{id}", Organizers),
        ("GET", "/api/organizer/speakers/{id}/portrait", Organizers),
        ("PUT", "/api/organizer/speakers/{id}/portrait", Organizers),
        ("DELETE", "/api/organizer/speakers/{id}/portrait", Organizers),
        ("POST", "/api/organizer/speakers/{id}/corrections/{correctionId}/approval", Organizers),
        ("POST", "/api/organizer/speakers/{id}/corrections/{correctionId}/rejection", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/attendees.csv", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/attendees.xlsx", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/attendees.json", AtTheDoor),
        ("GET", "/api/organizer/statistics", Readers),
        ("GET", "/api/organizer/statistics.csv", Readers),
        ("GET", "/api/organizer/theme-days/{slug}/certificate-settings", Organizers),
        ("PUT", "/api/organizer/theme-days/{slug}/certificate-settings", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/certificates", Organizers),
        ("POST", "/api/organizer/theme-days/{slug}/certificates", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/certificates.pdf", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/certificates.zip", Organizers),
        ("GET", "/api/organizer/theme-days/{slug}/badges.pdf", Organizers),
        ("GET", "/api/organizer/certificates/{id}.pdf", Organizers),
        ("POST", "/api/organizer/certificates/{id}/revocation", Organizers),
        ("GET", "/api/organizer/boards/{slug}/logos", Organizers),
        ("POST", "/api/organizer/boards/{slug}/logos", Organizers),
        ("GET", "/api/organizer/boards/{slug}/logos/{id}", Organizers),
        ("DELETE", "/api/organizer/boards/{slug}/logos/{id}", Organizers),
    ];

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Every_organizers_operation_that_the_API_describes_has_its_line()
    {
        var document = await service.DescriptionAsync();
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(member => Methods.Contains(member.Key)).Select(member => (Method: member.Key.ToUpperInvariant(), Path: path.Key)));

        Assert.Equal(Lines(), described.Where(operation => IsOrganizers(operation.Method, operation.Path)).Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_organizers_address_that_is_served_has_its_line_described_or_not()
    {
        var served = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => (Method: method, Path: Constraint().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/'), "}"))));

        Assert.Equal(Lines(), served.Where(operation => IsOrganizers(operation.Method, operation.Path)).Select(Line).Order(StringComparer.Ordinal));
    }

    [Slow]
    [Fact]
    public async Task A_stranger_is_refused_everywhere_before_anything_else_is_looked_at()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "nyfiken@example.org");
        var revoked = await service.NamedKeyAsync(Role.Administrator, "indragen");
        using (var administrator = await service.WithKeyAsync(Role.Administrator))
        {
            var id = (await service.QueryAsync<string>("SELECT Id FROM ApiKeys WHERE Name = 'indragen'")).Single();
            (await administrator.DeleteAsync($"/api/organizer/api-keys/{id}")).EnsureSuccessStatusCode();
        }

        var right = await service.NamedKeyAsync(Role.Administrator);
        string?[] strangers =
        [
            null, "Bearer fel", "Bearer", "Bearer ", $"Bearer {right}x", $"Bearer {right[..^1]}", $"Bearer {right.ToUpperInvariant()}", $"Bearer {revoked}",
            $"Basic {right}", right, $"Bearer {ApiKey.HashOf(right)}", $"Bearer {await service.LinkOfAsync("nyfiken@example.org")}",
            $"Bearer {(await service.InvitedAsync("inbjuden@example.org")).Split('#')[1]}",
        ];
        var before = await RowsAsync();

        foreach (var (method, path, _) in Table)
        {
            foreach (var stranger in strangers)
            {
                foreach (var content in Bodies())
                {
                    using var response = await CallAsync(service.Client, method, path, content, stranger);
                    Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} as '{stranger}' gave {(int)response.StatusCode}.");
                    Assert.Equal("/problems/not-signed-in", (string)(await response.JsonAsync())["type"]!);
                }
            }
        }

        Assert.Equal(before, await RowsAsync());
    }

    [Theory]
    [InlineData("GET", "/api/organizer")]
    [InlineData("GET", "/api/organizer/finns-inte")]
    [InlineData("PATCH", "/api/organizer/accounts")]
    [InlineData("PUT", "/api/organizer/accounts/inget-id")]
    [InlineData("GET", "/API/Organizer/accounts/")]
    public async Task A_stranger_is_not_told_what_there_is(string method, string path)
    {
        using var response = await CallAsync(service.Client, method, path, new StringContent("text"), null);

        Assert.Equal((HttpStatusCode.Unauthorized, "/problems/not-signed-in"), (response.StatusCode, (string)(await response.JsonAsync())["type"]!));
    }

    [Fact]
    public async Task A_cookie_that_is_none_of_ours_is_a_stranger_s()
    {
        foreach (var (method, path, _) in Table)
        {
            var request = Request(method, path, null);
            request.Headers.Add("Cookie", "__Secure-temadagar-session=CfDJ8Nonsense; temadagar-session=CfDJ8Nonsense");
            using var response = await service.Client.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} gave {(int)response.StatusCode}.");
        }
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Organizer)]
    [InlineData(Role.Steward)]
    [InlineData(Role.Reader)]
    public async Task Each_role_may_what_the_table_says_and_no_more(Role role)
    {
        using var client = await service.WithKeyAsync(role);

        foreach (var (method, path, roles) in Table)
        {
            using var response = await CallAsync(client, method, path, Bodies().Last(), null);
            var may = roles.Contains(role);
            Assert.True(
                (int)response.StatusCode is not 401 and < 500 && (response.StatusCode != HttpStatusCode.Forbidden) == may,
                $"{method} {path} as {role} gave {(int)response.StatusCode}.");
            if (!may)
            {
                Assert.Equal("/problems/not-allowed", (string)(await response.JsonAsync())["type"]!);
            }
        }
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("lulea%00")]
    [InlineData("%25%5c%27%22--")]
    [InlineData("lulea;DROP")]
    [InlineData("ÅÄÖ")]
    [InlineData("long")]
    public async Task A_part_of_an_address_is_only_ever_a_name_that_is_not_there(string part)
    {
        using var client = await service.WithKeyAsync(Role.Administrator);

        foreach (var (method, path, _) in Table.Where(line => line.Path.Contains('{', StringComparison.Ordinal)))
        {
            var address = Parameter().Replace(path, part == "long" ? new string('x', 2000) : part);
            using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "GET" ? null : Bodies().Last() });
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{method} {path} with {part} gave {(int)response.StatusCode}.");
        }
    }

    private static IEnumerable<StringContent?> Bodies() =>
        [null, new("{", Encoding.UTF8, "application/json"), new("text"), new("{}", Encoding.UTF8, "application/json")];

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string method, string path, HttpContent? content, string? authorization)
    {
        var request = Request(method, path, content);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return client.SendAsync(request);
    }

    // Every id is one that nothing has.
    private static HttpRequestMessage Request(string method, string path, HttpContent? content) =>
        new(new HttpMethod(method), Parameter().Replace(path, Guid.NewGuid().ToString())) { Content = method == "GET" ? null : content };

    private async Task<string> RowsAsync() => string.Join(' ', await Task.WhenAll(
        new[] { "Accounts", "ApiKeys", "Invitations", "AccessLog" }.Select(async table => $"{table}: {await service.CountAsync(table)}")));

    private static IEnumerable<string> Lines() => Table.Select(line => Line((line.Method, line.Path))).Order(StringComparer.Ordinal);

    private static string Line((string Method, string Path) operation) => $"{operation.Method} {operation.Path}";

    // Whoever signs in is not signed in yet.
    private static bool IsOrganizers(string method, string path) =>
        path.StartsWith("/api/organizer", StringComparison.OrdinalIgnoreCase) || path == "/api/session/password" || (path == "/api/session" && method != "POST");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();
}
