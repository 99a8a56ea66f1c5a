using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Temadagar.CommandLine;
using Temadagar.Settings;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.CommandLine;

/// <summary>The built program as a process: its words, its exit codes, its addresses.</summary>
[Slow]
public class ProgramTests
{
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    private static readonly string[] Warnings = ["Site:TrustedProxies is not set", "Mail:Transport is File", "Site:PublicAddress is not set", "Backup:Passphrase is not set"];

    [Theory]
    [InlineData("Mail:Transport", "--Mail:Transport=Brevduva")]
    [InlineData("Limits:RegistrationsPerMinute", "serve", "--Limits:RegistrationsPerMinute", "-1")]
    [InlineData("Mail:Smtp:Security", "migrate", "--Mail:Transport=Smtp", "--Mail:From=a@example.org", "--Mail:Smtp:Host=x", "--Mail:Smtp:Security=None", "--Mail:Smtp:User=u", "--Mail:Smtp:Password=hemligt4711")]
    [InlineData("ConnectionStrings:Temadagar", "seed", "demo", "--ConnectionStrings:Temadagar=Server=db;Pwd=hemligt4711")]
    [InlineData("Site:Adress", "--Site:Adress=x")]
    [InlineData("Temadagar:DataDirectory", "--Temadagar:DataDirectory=/dev/null/data")]
    public async Task A_wrong_setting_stops_it_with_one_line_that_names_the_key(string key, params string[] words)
    {
        using var data = new DataFolder();
        var (exitCode, output, errors) = await BuiltProgram.RunAsync([.. words, AnyPort, .. key == "Temadagar:DataDirectory" ? [] : new[] { data.Setting }]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"temadagar: {key}: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task A_setting_in_the_environment_is_checked_as_well()
    {
        using var data = new DataFolder();
        var (exitCode, _, errors) = await BuiltProgram.RunAsync([AnyPort, data.Setting], new Dictionary<string, string> { ["Mail__Transprot"] = "Smtp" });

        Assert.Equal((1, "temadagar: Mail:Transprot: there is no such setting. Did you mean Mail:Transport?"), (exitCode, errors.Trim()));
    }

    [Theory]
    [InlineData("serv")]
    [InlineData("serve", "nu")]
    [InlineData("migrate", "--force")]
    [InlineData("seed", "annan")]
    [InlineData("--version2")]
    [InlineData("seed", "demo", "series")]
    public async Task A_typing_error_starts_nothing(params string[] words)
    {
        using var data = new DataFolder();
        var (exitCode, _, errors) = await BuiltProgram.RunAsync([.. words, AnyPort, data.Setting]);

        Assert.NotEqual(0, exitCode);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Theory]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "--help")]
    [InlineData("demo", "seed", "--help")]
    [InlineData("serve", "serve", "--help")]
    public async Task Help_says_what_a_verb_does_and_does_nothing(string word, params string[] words)
    {
        using var data = new DataFolder();
        var (exitCode, output, errors) = await BuiltProgram.RunAsync([.. words, data.Setting]);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(word, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task What_is_no_database_is_said_in_one_line()
    {
        using var data = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "temadagar.db"), new string('x', 5000));

        var (exitCode, _, errors) = await BuiltProgram.RunAsync([AnyPort, data.Setting]);

        Assert.Equal((1, "temadagar: The database file is damaged."), (exitCode, errors.Trim()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kort")]
    [InlineData("inte base64!")]
    public async Task A_link_key_that_is_none_is_said_in_one_line_and_not_used(string key)
    {
        using var data = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "link.key"), key);

        var (exitCode, _, errors) = await BuiltProgram.RunAsync([AnyPort, data.Setting]);

        Assert.Equal(1, exitCode);
        Assert.Contains("link.key", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void It_listens_on_its_default_address_only_when_nothing_else_is_said()
    {
        Assert.Equal("http://127.0.0.1:5080", Urls());
        Assert.Equal("http://127.0.0.1:7777", Urls("--urls=http://127.0.0.1:7777"));
        Assert.Null(Urls("--Kestrel:Endpoints:Http:Url=http://127.0.0.1:7777"));
        Assert.Null(Urls("--http_ports=8080"));
        var files = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Temadagar"), "appsettings*.json").Select(File.ReadAllText))
            + File.ReadAllText(Path.Combine(Repository.Root, "src/Temadagar/Properties/launchSettings.json"));
        Assert.DoesNotContain("http://", files, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("applicationUrl", files, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"Kestrel\"", files, StringComparison.OrdinalIgnoreCase);

        static string? Urls(params string[] args) => Hosting.CreateBuilder(args).WebHost.GetSetting(WebHostDefaults.ServerUrlsKey);
    }

    /// <summary>Of most of them Kestrel would take a part for a name, and listen to every network.</summary>
    [Theory]
    [InlineData("urls", "http://127.0.0.1:notaport")]
    [InlineData("urls", "http://127.0.0.1:0;http://127.0.0.1:70000")]
    [InlineData("urls", "http://127.0.0.1:")]
    [InlineData("urls", "http://127.0.0.300:5080")]
    [InlineData("urls", "http://::1:5080")]
    [InlineData("urls", "http://[::1]:")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:5080;")]
    [InlineData("urls", "http://127.0.0.l:5080")]
    [InlineData("urls", "http://x@127.0.0.1:5080")]
    [InlineData("urls", "http://temadagar.example.org")]
    [InlineData("urls", "http://127.0.0.1:5080/base")]
    [InlineData("urls", "ftp://127.0.0.1:5080")]
    [InlineData("urls", "http://127.0.0.1:0; http://127.0.0.1:1")]
    [InlineData("urls", "http://[::1]:notaport")]
    [InlineData("urls", "127.0.0.1:5080")]
    [InlineData("http_ports", "many")]
    [InlineData("https_ports", "8443;84430")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://localhost:5080x")]
    public void What_is_no_address_is_refused_and_not_taken_for_a_name(string key, string value)
    {
        var exception = Assert.Throws<SettingException>(() => Hosting.CreateBuilder([$"--{key}={value}"]));

        Assert.StartsWith($"{key}: '{(key.StartsWith("Kestrel", StringComparison.Ordinal) ? value : value.Split(';')[^1])}' is not a", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0;https://[::1]:5081")]
    [InlineData("urls", "http://0.0.0.0:8080")]
    [InlineData("urls", "HTTP://Localhost:5080")]
    [InlineData("urls", "http://temadagar.localhost:5080")]
    [InlineData("urls", "http://*:8080")]
    [InlineData("urls", "http://+")]
    [InlineData("urls", "http://unix:/run/temadagar.sock")]
    [InlineData("http_ports", "8080;8081")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://localhost:5080")]
    public void What_Kestrel_understands_is_taken(string key, string value) => Assert.NotNull(Hosting.CreateBuilder([$"--{key}={value}"]));

    [Fact]
    public async Task An_address_that_is_in_use_is_said_with_what_to_do()
    {
        using var data = new DataFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, _, errors) = await BuiltProgram.RunAsync([$"--urls=http://{other.LocalEndpoint}", data.Setting]);

        Assert.Equal(
            (1, $"temadagar: cannot start: Failed to bind to address http://{other.LocalEndpoint}: address already in use. Stop what listens there, or give another: --urls http://127.0.0.1:5081"),
            (exitCode, errors.Trim()));
    }

    [Fact]
    public async Task The_environment_says_where_it_listens_and_the_command_line_has_the_last_word()
    {
        using var data = new DataFolder();
        // An address of documentation (RFC 5737): whoever listens on it fails to start.
        var elsewhere = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://192.0.2.1:81" };
        var (exitCode, _, errors) = await BuiltProgram.RunAsync([data.Setting], elsewhere);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("temadagar: cannot start: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        var (program, client) = await BuiltProgram.ServeAsync([AnyPort, data.Setting], elsewhere);
        await using (program)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        }

        var (other, second) = await BuiltProgram.ServeAsync([data.Setting], new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });
        await using (other)
        {
            Assert.NotEqual(5080, second.BaseAddress!.Port);
            Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/series")).StatusCode);
        }
    }

    [Fact]
    public async Task In_Production_it_shows_the_real_series_on_plain_HTTP_and_warns_once_of_each_thing_that_is_not_set_up()
    {
        using var data = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(["serve", AnyPort, data.Setting]);
        await using (program)
        {
            Assert.False((bool)JsonNode.Parse(await client.GetStringAsync("/api/series"))!["demonstration"]!);
            // What it has logged is written to the end before it stops.
            Assert.Equal(0, await program.StopAsync());
            Assert.All(Warnings, warning => Assert.Single(Regex.Matches(program.Output, Regex.Escape(warning))));
            Assert.Contains($"nobody gets mail, it is kept in {Path.Combine(data.Path, "mail")}", program.Output, StringComparison.Ordinal);
            Assert.Contains($"Database  {Path.Combine(data.Path, "temadagar.db")}", program.Output, StringComparison.Ordinal);
            Assert.Contains($"Mail      {Path.Combine(data.Path, "mail")}", program.Output, StringComparison.Ordinal);
            Assert.Contains("/docs", program.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(AnyPort, "--Site:TrustedProxies=127.0.0.1")]
    [InlineData("--urls=https://127.0.0.1:0")]
    public async Task In_Production_nothing_is_warned_of_that_is_set_up(params string[] https)
    {
        using var data = new DataFolder();
        using var certificate = TestSigner.Rsa();
        var (program, client) = await BuiltProgram.ServeAsync([
            .. https, data.Setting, "--Site:PublicAddress=https://temadagar.example.org", "--Backup:Passphrase=korrekt häst batteri häftklammer",
            $"--Kestrel:Certificates:Default:Path={certificate.File}", $"--Kestrel:Certificates:Default:Password={TestSigner.Password}",
            "--Mail:Transport=Smtp", "--Mail:From=temadagar@example.org", "--Mail:Smtp:Host=127.0.0.1", "--Mail:Smtp:Port=1", "--Mail:Smtp:Security=None"]);
        client.Dispose();
        await using (program)
        {
            Assert.Equal(0, await program.StopAsync());
            Assert.All(Warnings, warning => Assert.DoesNotContain(warning, program.Output, StringComparison.Ordinal));
            Assert.Contains("Page      https://temadagar.example.org/", program.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mail_folder_that_cannot_be_written_is_said_by_its_setting_s_name()
    {
        using var data = new DataFolder();
        var file = Path.Combine(data.Path, "en-fil");
        await File.WriteAllTextAsync(file, "");
        var folder = Path.Combine(file, "mail");

        var (exitCode, output, errors) = await BuiltProgram.RunAsync(AnyPort, data.Setting, $"--Mail:Directory={folder}");

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"temadagar: Mail:Directory: '{folder}' cannot be written: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Page ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verbs_work_while_it_serves_and_a_second_start_changes_nothing()
    {
        using var data = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync([AnyPort, data.Setting, "--environment=Development"]);
        await using (program)
        {
            Assert.DoesNotContain("warn", program.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await BuiltProgram.RunAsync("migrate", data.Setting)).ExitCode);
            Assert.Equal((0, "Loaded."), Short(await BuiltProgram.RunAsync("seed", "series", data.Setting)));
            Assert.False((bool)JsonNode.Parse(await client.GetStringAsync("/api/series"))!["demonstration"]!);
            Assert.Equal((0, "Loaded."), Short(await BuiltProgram.RunAsync("seed", "demo", data.Setting)));
            Assert.True((bool)JsonNode.Parse(await client.GetStringAsync("/api/series"))!["demonstration"]!);

            Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync("/api/registrations", Some.Submission())).StatusCode);
            await Eventually.TrueAsync(() => Task.FromResult(Directory.Exists(Path.Combine(data.Path, "mail")) && Directory.EnumerateFiles(Path.Combine(data.Path, "mail"), "*.eml").Any()));
            foreach (var which in new[] { "series", "demo" })
            {
                var (exitCode, output, errors) = await BuiltProgram.RunAsync("seed", which, data.Setting);
                Assert.Equal((1, ""), (exitCode, output));
                Assert.Equal("temadagar: the series that is shown has been used: people have registered. Nothing was changed.", errors.Trim());
            }

            Assert.Equal(4, JsonNode.Parse(await client.GetStringAsync("/api/theme-days"))!.AsArray().Count);
            // The mail's file is there a moment before the note that it was sent; the program is killed.
            await Eventually.TrueAsync(() => Task.FromResult(data.Count("Outbox WHERE State <> 'sent'") == 0));
        }

        // As long as nobody has an account, each start makes a new address for the first of them, as the last thing it does.
        const string MadeAnew = "Invitations";
        var before = data.Dump(MadeAnew);
        var (again, _) = await BuiltProgram.ServeAsync([AnyPort, data.Setting, "--environment=Production"]);
        await Eventually.TrueAsync(() => Task.FromResult(again.Output.Contains("/arrangor/losenord#", StringComparison.Ordinal)));
        await again.DisposeAsync();
        Assert.Equal(before, data.Dump(MadeAnew));

        static (int, string) Short((int ExitCode, string Output, string Errors) run) => (run.ExitCode, run.Output.Trim() + run.Errors.Trim());
    }

    [Fact]
    public async Task Two_that_start_at_once_on_one_folder_load_one_series_and_make_one_link_key()
    {
        using var data = new DataFolder();
        var started = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => BuiltProgram.ServeAsync([AnyPort, data.Setting, "--environment=Development"])));
        try
        {
            Assert.All(await Task.WhenAll(started.Select(one => one.Client.GetStringAsync("/api/theme-days"))), days => Assert.Equal(4, JsonNode.Parse(days)!.AsArray().Count));
            Assert.Single(Directory.EnumerateFiles(data.Path, "link.key*"));
            // A link that one has made opens at the other: they have the same key.
            Assert.Equal(HttpStatusCode.Created, (await started[0].Client.PostAsJsonAsync("/api/registrations", Some.Submission())).StatusCode);
            var mails = Path.Combine(data.Path, "mail");
            await Eventually.TrueAsync(() => Task.FromResult(Directory.Exists(mails) && Directory.EnumerateFiles(mails, "*.eml").Any()));
            var secret = TestService.SecretIn(MimeKit.MimeMessage.Load(Directory.EnumerateFiles(mails, "*.eml").Single()));
            foreach (var (_, client) in started)
            {
                client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/my/registration")).StatusCode);
            }
        }
        finally
        {
            foreach (var (program, _) in started)
            {
                await program.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_link_key_that_was_lost_is_said_where_people_have_registered()
    {
        using var data = new DataFolder();
        string[] words = [AnyPort, data.Setting, "--environment=Development"];
        var (first, client) = await BuiltProgram.ServeAsync(words);
        await using (first)
        {
            (await client.PostAsJsonAsync("/api/registrations", Some.Submission(), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            Assert.DoesNotContain("link.key", first.Errors, StringComparison.Ordinal);
        }

        client.Dispose();
        File.Delete(Path.Combine(data.Path, "link.key"));
        var (second, other) = await BuiltProgram.ServeAsync(words);
        await using (second)
        {
            await Eventually.TrueAsync(() => Task.FromResult(second.Errors.Contains("temadagar: link.key was missing", StringComparison.Ordinal)));
        }

        other.Dispose();
    }
}
