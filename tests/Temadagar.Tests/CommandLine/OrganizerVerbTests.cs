using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>Accounts and keys from the command line, as the operator makes them: the built program in processes of its own.</summary>
[Slow]
public class OrganizerVerbTests
{
    private const string Password = OrganizerAccounts.Password;
    private const string Development = "--environment=Development";

    [Fact]
    public async Task An_account_is_added_and_reset_while_the_service_runs()
    {
        using var data = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", data.Setting, Development]);
        await using (program)
        {
            var address = $"--Site:PublicAddress={client.BaseAddress}";
            var added = await BuiltProgram.RunAsync(
                "organizer", "add", "--email", "anna@example.org", "--name", "Anna Ek", "--role", "organizer", "--board", "norrbotten", data.Setting, address);
            Assert.Equal((0, ""), (added.ExitCode, added.Errors));
            Assert.StartsWith($"{client.BaseAddress}arrangor/losenord#", LastLine(added.Output), StringComparison.Ordinal);
            Assert.Equal("Anna Ek", await ChooseAsync(client, LastLine(added.Output), Password));

            var reset = await BuiltProgram.RunAsync("organizer", "reset", "--email", "ANNA@example.org", data.Setting, address);
            Assert.Equal((0, ""), (reset.ExitCode, reset.Errors));
            Assert.Equal("Anna Ek", await ChooseAsync(client, LastLine(reset.Output), "bulle regn fjord kaktus"));
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await SignInAsync(client, Password), await SignInAsync(client, "bulle regn fjord kaktus")));
        }
    }

    [Fact]
    public async Task Without_a_public_address_an_invitation_leads_to_where_the_service_is_told_to_listen()
    {
        using var data = new DataFolder();

        var added = await BuiltProgram.RunAsync(
            "organizer", "add", "--email", "anna@example.org", "--name", "Anna Ek", "--role", "administrator", "--urls=http://127.0.0.1:8123;http://127.0.0.1:8124", data.Setting, Development);

        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        Assert.StartsWith("http://127.0.0.1:8123/arrangor/losenord#", LastLine(added.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_stands_alone_on_the_last_line_and_ends_when_it_is_revoked()
    {
        using var data = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", data.Setting, Development]);
        await using (program)
        {
            var keys = new List<string>();
            for (var i = 0; i < 2; i++)
            {
                var created = await BuiltProgram.RunAsync("api-key", "create", "--name", "statistik", "--role", "reader", "--board", "norrbotten", data.Setting);
                Assert.Equal((0, ""), (created.ExitCode, created.Errors));
                Assert.Matches("^temadagar_[0-9a-f]{64}$", LastLine(created.Output));
                keys.Add(LastLine(created.Output));
            }

            Assert.NotEqual(keys[0], keys[1]);
            Assert.All(await Task.WhenAll(keys.Select(key => DaysAsync(client, key))), status => Assert.Equal(HttpStatusCode.OK, status));
            Assert.DoesNotContain(keys[0], program.Output + program.Errors, StringComparison.Ordinal);

            var revoked = await BuiltProgram.RunAsync("api-key", "revoke", "--name", "statistik", data.Setting);
            Assert.Equal((0, "Revoked: 2."), (revoked.ExitCode, revoked.Output.Trim()));
            Assert.All(await Task.WhenAll(keys.Select(key => DaysAsync(client, key))), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        }
    }

    [Theory]
    [InlineData("organizer", "add", "--email", "anna@example.org", "--name", "A", "--role", "organizer")]
    [InlineData("organizer", "add", "--email", "anna@example.org", "--name", "A", "--role", "organizer", "--board", "atlantis")]
    [InlineData("organizer", "add", "--email", "anna@example.org", "--name", "A", "--role", "administrator", "--board", "norrbotten")]
    [InlineData("organizer", "add", "--email", "ingen adress", "--name", "A", "--role", "administrator")]
    [InlineData("organizer", "add", "--email", "anna@example.org", "--name", " ", "--role", "administrator")]
    [InlineData("organizer", "add", "--email", "anna@example.org", "--name", "Anna\u202EEk", "--role", "administrator")]
    [InlineData("api-key", "create", "--name", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x", "--role", "administrator")]
    [InlineData("organizer", "reset", "--email", "okand@example.org")]
    [InlineData("api-key", "create", "--name", "A", "--role", "reader")]
    [InlineData("api-key", "revoke", "--name", "finns inte")]
    public async Task What_cannot_be_done_is_said_in_one_line(params string[] words)
    {
        using var data = new DataFolder();
        Assert.Equal(0, (await BuiltProgram.RunAsync("seed", "demo", data.Setting)).ExitCode);
        var before = data.Dump();

        var (exitCode, output, errors) = await BuiltProgram.RunAsync([.. words, data.Setting]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("temadagar: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(before, data.Dump());
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_refused()
    {
        using var data = new DataFolder();
        string[] add = ["organizer", "add", "--email", "anna@example.org", "--name", "A", "--role", "administrator", data.Setting];
        Assert.Equal(0, (await BuiltProgram.RunAsync(add)).ExitCode);
        var before = data.Dump();

        Assert.Equal((1, "temadagar: anna@example.org has an account already."), await ShortAsync(add));
        Assert.Equal(before, data.Dump());

        static async Task<(int, string)> ShortAsync(string[] words)
        {
            var (exitCode, output, errors) = await BuiltProgram.RunAsync(words);
            return (exitCode, (output + errors).Trim());
        }
    }

    [Theory]
    [InlineData("organizer")]
    [InlineData("organizer", "add", "--email", "anna@example.org")]
    [InlineData("api-key", "create", "--name", "A", "--role", "kung")]
    [InlineData("api-key", "create", "--name", "A", "--role", "administrator", "--nyckel", "x")]
    public async Task A_typing_error_makes_nothing(params string[] words)
    {
        using var data = new DataFolder();
        var (exitCode, _, errors) = await BuiltProgram.RunAsync([.. words, data.Setting]);

        Assert.NotEqual(0, exitCode);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    private static string LastLine(string output) => output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[^1];

    private static async Task<string> ChooseAsync(HttpClient client, string address, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/invitation") { Content = JsonContent.Create(new { password }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", address.Split('#')[1]);
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["name"]!;
    }

    private static async Task<HttpStatusCode> SignInAsync(HttpClient client, string password)
    {
        // A client of its own: the other one keeps the cookies of who has chosen a password.
        using var own = new HttpClient { BaseAddress = client.BaseAddress };
        using var response = await own.PostAsJsonAsync("/api/session", new { email = "anna@example.org", password });
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> DaysAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/organizer/theme-days");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
