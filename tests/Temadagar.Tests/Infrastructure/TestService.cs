using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Temadagar.Data;
using Temadagar.Links;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Templating;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// The whole service as it runs for its users: Kestrel on a free port, a database and a folder of mails of its own.
/// Only the clock is set by hand, and only where a test needs it.
/// </summary>
public sealed partial class TestService : IAsyncDisposable
{
    /// <summary>The setting that lets a caller come over https, through a proxy on this machine. It is the default of every service of a test.</summary>
    public const string BehindProxy = "--Site:TrustedProxies=127.0.0.1";

    /// <summary>For <see cref="StartAsync(Seed?, FakeTimeProvider?, string?, Action{IServiceCollection}, string[])"/>: nobody is offered what becomes free.</summary>
    public static readonly Action<IServiceCollection> WithoutOffers = services =>
        services.Remove(services.Single(service => service.ImplementationType == typeof(Temadagar.Offers.OfferClock)));

    // A sign-in with as many as people's passwords have is a tenth of a second of work. SessionTests has those.
    private const int FewRounds = 1_000;

    // Parsed once for all: a tenth of a start.
    private static MailTemplates? templates;

    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(20);

    private readonly WebApplication app;
    private readonly bool ownsFolder;

    private TestService(WebApplication app, string folder, bool ownsFolder)
    {
        (this.app, Folder, this.ownsFolder) = (app, folder, ownsFolder);
        var database = app.Services.GetRequiredService<Database>();
        Database = database is WatchedDatabase watched ? new PortableSql(watched.Inner) : database;
        Client = NewClient();
    }

    public string Folder { get; }

    public string MailFolder => Path.Combine(Folder, "mail");

    public Uri Address => new(app.Urls.First());

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>For what a test asks and writes itself: on SQLite it takes what SQL Server takes, too.</summary>
    public Database Database { get; }

    /// <summary>For what is about SQLite's file: such a test is skipped on SQL Server.</summary>
    public Database Sqlite
    {
        get
        {
            Assert.SkipWhen(TestServer.IsSet, "About SQLite's file.");
            return ((PortableSql)Database).Inner;
        }
    }

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    /// <param name="seed">What the empty database is filled with; null leaves it empty.</param>
    /// <param name="clock">A clock set by hand; null for the real one.</param>
    /// <param name="folder">An existing data folder, to start again on, or empty, to be filled by the program itself; null for a new one with a database that is up to date.</param>
    /// <param name="settings">Settings as on the command line: <c>--Limits:RegistrationsPerMinute=5</c>.</param>
    public static Task<TestService> StartAsync(Seed? seed = Seed.Demo, FakeTimeProvider? clock = null, string? folder = null, params string[] settings) =>
        StartAsync(seed, clock, folder, _ => { }, settings);

    /// <param name="add">What watches the service from inside: a logger, a counter.</param>
    public static async Task<TestService> StartAsync(
        Seed? seed, FakeTimeProvider? clock, string? folder, Action<IServiceCollection> add, params string[] settings)
    {
        var own = folder ?? Directory.CreateTempSubdirectory("temadagar-test-").FullName;
        var app = Program.Build(Arguments(own, settings), services =>
        {
            if (clock is not null)
            {
                services.AddSingleton<TimeProvider>(clock);
            }

            var made = services.Last(service => service.ServiceType == typeof(Database)).ImplementationFactory!;
            services.AddSingleton(new PasswordHashes(FewRounds));
            var parse = services.Last(service => service.ServiceType == typeof(MailTemplates)).ImplementationFactory!;
            services.AddSingleton(provider => LazyInitializer.EnsureInitialized(ref templates, () => (MailTemplates)parse(provider)));
            services.AddSingleton<Database>(provider => (Database)made(provider) is var database && database is SqliteDatabase ? new WatchedDatabase(database) : database);
            add(services);
        });
        if (folder is null)
        {
            await MadeFile.PutAsync(app.Services, seed, clock);
        }

        await app.Services.GetRequiredService<Database>().UpgradeAsync();
        if (seed is { } chosen)
        {
            await app.Services.GetRequiredService<LoadSeed>().IntoEmptyAsync(chosen, CancellationToken.None);
        }

        await app.StartAsync();
        return new TestService(app, own, folder is null);
    }

    internal static string[] Arguments(string folder, params string[] settings) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--contentRoot={Path.Combine(Repository.Root, "src", "Temadagar")}",
        $"--Temadagar:DataDirectory={folder}",
        .. settings.Any(setting => setting.StartsWith("--Limits:RegistrationsPerMinute", StringComparison.Ordinal)) ? [] : new[] { "--Limits:RegistrationsPerMinute=0" },
        .. settings.Any(setting => setting.StartsWith("--Site:TrustedProxies", StringComparison.Ordinal)) ? [] : new[] { BehindProxy },
        .. settings.Any(setting => setting.StartsWith("--Limits:SignInsPerMinute", StringComparison.Ordinal)) ? [] : new[] { "--Limits:SignInsPerMinute=1000000" },
        .. settings.Any(setting => setting.StartsWith("--ConnectionStrings:", StringComparison.Ordinal)) ? [] : TestServer.Settings(folder),
        .. settings,
    ];

    /// <summary>A client that keeps no cookies: who signs in is a <see cref="Visitor"/>, with cookies of its own. It comes over https where people must.</summary>
    public HttpClient NewClient(string language = "sv")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (!app.Environment.IsDevelopment())
        {
            OverHttps(client);
        }

        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <summary>As a proxy on this machine passes on what came to it over https.</summary>
    public static void OverHttps(HttpClient client) => client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

    public Task<HttpResponseMessage> RegisterAsync(object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations") { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> LeaveInterestAsync(string slug, string email, string language = "sv") =>
        Client.PostAsJsonAsync("/api/interest", new { themeDay = slug, email, language });

    public async Task<JsonNode> GetJsonAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A day of a test's own in the series that is there: published, open, in a month from 9 to 16, unless the test says otherwise.</summary>
    /// <returns>Its slug.</returns>
    public async Task<string> AddDayAsync(int? onSite = 3, int? online = null, Func<NewThemeDay, NewThemeDay>? change = null)
    {
        var now = Clock.GetUtcNow();
        var number = (await QueryAsync<int>("SELECT COALESCE(MAX(Number), 0) FROM ThemeDays"))[0] + 1;
        var day = new NewThemeDay
        {
            SeriesId = Guid.Parse((await QueryAsync<string>("SELECT Id FROM Series"))[0]),
            Number = number,
            Slug = $"egen-{number:000}",
            Title = "En egen dag",
            Date = Stockholm.Today(Clock).AddDays(30),
            StartsAt = new TimeOnly(9, 0),
            EndsAt = new TimeOnly(16, 0),
            RegistrationOpensAt = now.AddDays(-1),
            RegistrationClosesAt = now.AddDays(27),
            PublishedAt = now.AddDays(-2),
        };
        day = change?.Invoke(day) ?? day;
        await Database.WriteAsync(async write =>
        {
            await Services.GetRequiredService<AddThemeDay>().RunAsync(write, day);
            var places = Services.GetRequiredService<PlaceStore>();
            foreach (var (participation, capacity) in new[] { (Participation.OnSite, onSite), (Participation.Online, online) })
            {
                if (capacity is { } count)
                {
                    await places.AddAsync(write, day.Id, participation, count);
                }
            }
        });
        return day.Slug;
    }

    /// <summary>A day of a test's own whose places on site are all taken, by people nobody else knows.</summary>
    public async Task<string> AddFullDayAsync(int places = 1, Func<NewThemeDay, NewThemeDay>? change = null)
    {
        var day = await AddDayAsync(onSite: places, change: change);
        await FareAsync(day, [.. Enumerable.Range(0, places).Select(_ => $"full-{Guid.NewGuid():N}@example.org")]);
        return day;
    }

    /// <summary>Registers people who write only their address, and says how they fared.</summary>
    public async Task<string> FareAsync(string slug, params string[] emails)
    {
        using var response = await RegisterAsync(Some.Submission(slug, "onSite", emails));
        response.EnsureSuccessStatusCode();
        return (string)(await response.JsonAsync())["outcomes"]![0]!["status"]!;
    }

    /// <summary>The secret of a person's link, as the mail will have it, without waiting for the mail.</summary>
    public async Task<string> LinkOfAsync(string email, string? slug = null)
    {
        var id = Guid.Parse((await QueryAsync<string>("""
            SELECT r.Id FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId
            WHERE r.Email = @email AND (@slug IS NULL OR d.Slug = @slug)
            ORDER BY r.RegisteredAt DESC, r.Id DESC
            """, new { email, slug }))[0]);
        return Services.GetRequiredService<PersonalLinks>().Secret(PersonalLinks.Registration, id, 0);
    }

    public async Task CancelAsync(string email, string? slug = null)
    {
        using var response = await MyAsync(HttpMethod.Post, "/api/my/registration/cancellation", await LinkOfAsync(email, slug));
        response.EnsureSuccessStatusCode();
    }

    public async Task<long> CountAsync(string from, object? parameters = null) => (await QueryAsync<long>($"SELECT COUNT(*) FROM {from}", parameters))[0];

    /// <summary>The counters are the rows, nothing is oversold, and each change of state has its one mail. Whoever has no address may have had one when it was sent.</summary>
    public async Task AssertConsistentAsync()
    {
        Assert.Equal(0, await CountAsync("""
            Places p WHERE p.Taken > p.Capacity OR p.Taken <> (
                SELECT COUNT(*) FROM Registrations r
                WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed') + (
                SELECT COUNT(*) FROM Waits w
                WHERE w.ThemeDayId = p.ThemeDayId AND w.Participation = p.Participation AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL)
            """));
        Assert.Equal(0, await CountAsync("""
            WaitlistGroups g WHERE g.Asked < g.Waiting OR g.Waiting <> (
                SELECT COUNT(*) FROM Waits w
                WHERE w.GroupId = g.Id AND w.ThemeDayId = g.ThemeDayId AND w.Participation = g.Participation AND w.OfferedAt IS NULL AND w.EndedAt IS NULL)
            """));
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE r.Status <> 'confirmed' AND CASE WHEN r.Status = 'waitlisted' THEN 1 ELSE 0 END <> CASE WHEN EXISTS (
                SELECT 1 FROM Waits w WHERE w.RegistrationId = r.Id AND w.EndedAt IS NULL) THEN 1 ELSE 0 END
            """));
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE (SELECT COUNT(*) FROM Outbox o WHERE o.About = r.Id AND o.Kind IN ('registration-confirmed', 'registration-waitlisted') AND o.Sequence = 0)
                NOT BETWEEN CASE WHEN r.Email = '' THEN 0 ELSE 1 END AND 1
            """));
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE r.Email <> ''
                AND CASE WHEN EXISTS (SELECT 1 FROM Waits w WHERE w.RegistrationId = r.Id AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL) THEN 1 ELSE 0 END
                <> CASE WHEN EXISTS (SELECT 1 FROM Outbox o WHERE o.About = r.Id AND o.Kind = 'place-offered' AND o.Sequence = r.Changes) THEN 1 ELSE 0 END
                AND r.Status = 'waitlisted' AND NOT EXISTS (SELECT 1 FROM ThemeDays d WHERE d.Id = r.ThemeDayId AND d.CancelledAt IS NOT NULL)
                AND (SELECT COUNT(*) FROM Waits w WHERE w.RegistrationId = r.Id) = 1 AND NOT EXISTS (SELECT 1 FROM Transfers t WHERE t.RegistrationId = r.Id)
            """));
        // Of several waits, or a question to a colleague, the latest change may be about another.
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE r.Email <> '' AND r.Status = 'waitlisted'
                AND EXISTS (SELECT 1 FROM Waits w WHERE w.RegistrationId = r.Id AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL)
                AND NOT EXISTS (SELECT 1 FROM Outbox o WHERE o.About = r.Id AND o.Kind = 'place-offered' AND o.Sequence <= r.Changes)
                AND NOT EXISTS (SELECT 1 FROM ThemeDays d WHERE d.Id = r.ThemeDayId AND d.CancelledAt IS NOT NULL)
            """));
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE (SELECT COUNT(*) FROM Outbox o WHERE o.About = r.Id AND o.Kind = 'registration-confirmed' AND o.Sequence > 0)
                NOT BETWEEN (SELECT COUNT(*) FROM Waits w WHERE w.RegistrationId = r.Id AND w.Outcome = 'claimed')
                AND (SELECT COUNT(*) FROM Waits w WHERE w.RegistrationId = r.Id AND w.Outcome = 'claimed') + (SELECT COUNT(*) FROM Transfers t WHERE t.RegistrationId = r.Id AND t.Outcome = 'accepted')
            """));
        // Each wait that was offered and came to nothing while the registration lived on has its mail.
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE r.Status <> 'cancelled' AND (SELECT COUNT(*) FROM Waits w WHERE w.RegistrationId = r.Id AND w.Outcome IN ('declined', 'expired'))
                > (SELECT COUNT(*) FROM Outbox o WHERE o.About = r.Id AND o.Kind = 'wait-ended')
            """));
        Assert.Equal(0, await CountAsync("""
            Registrations r WHERE (SELECT COUNT(*) FROM Outbox o WHERE o.About = r.Id AND o.Kind = 'registration-cancelled')
                NOT BETWEEN CASE WHEN r.Status = 'cancelled' AND r.Email <> '' THEN 1 ELSE 0 END AND CASE WHEN r.Status = 'cancelled' THEN 1 ELSE 0 END
            """));
    }

    /// <summary>A call to one's own page with the link's secret.</summary>
    public Task<HttpResponseMessage> MyAsync(HttpMethod method, string path, string? secret, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        return Client.SendAsync(request);
    }

    /// <summary>The mails kept so far, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails() => !Directory.Exists(MailFolder) ? [] :
        [.. Directory.EnumerateFiles(MailFolder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))];

    /// <summary>The mails of a kind to an address, once there are so many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync(string kind, string to, int count = 1)
    {
        var until = DateTime.UtcNow + MailPatience;
        while (true)
        {
            var found = Directory.Exists(MailFolder)
                ? Directory.EnumerateFiles(MailFolder, $"*-{kind}-*.eml").Order(StringComparer.Ordinal)
                    .Select(file => MimeMessage.Load(file)).Where(mail => mail.To.Mailboxes.Single().Address == to).ToList()
                : [];
            if (found.Count >= count)
            {
                return found;
            }

            if (DateTime.UtcNow > until)
            {
                throw new TimeoutException($"{found.Count} of {count} mails of kind {kind} came within {MailPatience.TotalSeconds} s.");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The secret of the person's link in the mail of this kind.</summary>
    public async Task<string> SecretAsync(string kind, string to) => SecretIn((await MailsAsync(kind, to))[^1]);

    public static string SecretIn(MimeMessage mail) => Secret().Match(mail.TextBody!).Groups[1].Value;

    /// <summary>What the query gives, one row an object.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var read = await Database.OpenReadAsync();
        if (!TestServer.IsSet)
        {
            return [.. await read.QueryAsync<T>(sql, parameters)];
        }

        await using var rows = await read.Connection.ExecuteReaderAsync(sql, parameters);
        return [.. new AsSqlite(rows).Parse<T>()];
    }

    /// <summary>As <see cref="QueryAsync"/>, what only SQLite understands.</summary>
    public async Task<IReadOnlyList<T>> SqliteQueryAsync<T>(string sql, object? parameters = null)
    {
        await using var read = await Sqlite.OpenReadAsync();
        return [.. await read.QueryAsync<T>(sql, parameters)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        List<string> faults = [];
        if (Services.GetRequiredService<Database>() is WatchedDatabase watched)
        {
            await using var read = await watched.Inner.OpenReadAsync();
            faults = [.. watched.Faults, .. await StoredValues.MisfitsAsync(read.Connection)];
        }

        await app.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
            TestServer.Drop(Folder);
        }

        Assert.Empty(faults);
    }

    [GeneratedRegex("^https?://\\S+#([a-z0-9]+)\\s*$", RegexOptions.Multiline)]
    private static partial Regex Secret();
}

public static class Replies
{
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
}
