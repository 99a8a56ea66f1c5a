using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Temadagar.Registrations;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Crash;

/// <summary>Someone who asked for a place, and what they have been told. What they asked but were not answered is in doubt.</summary>
internal sealed class Person(string email, string slug, string participation)
{
    public string Email => email;

    public string Slug => slug;

    public string Participation => participation;

    public string? Receipt { get; set; }

    public string? Status { get; set; }

    /// <summary>The place that was offered to whoever waited, once they have asked to have it.</summary>
    public string? Claim { get; set; }

    public bool ClaimAcknowledged { get; set; }

    /// <summary>What the door sends with it, the same each time; null: they have not come.</summary>
    public Guid? CheckIn { get; set; }

    public string? Code { get; set; }

    public bool CheckInAcknowledged { get; set; }

    public bool CancellationAsked { get; set; }

    public bool CancellationAcknowledged { get; set; }
}

/// <summary>Several clients that register, cancel, claim what is offered to them and check people in as fast as they are answered, until the service is gone.</summary>
/// <param name="door">The key of whoever stands at the door of <see cref="Today"/>.</param>
internal sealed class Crowd(Mailbox mailbox, Random random, string door)
{
    /// <summary>The day that is today, where people are checked in.</summary>
    public const string Today = "lulea";

    private const int Clients = 8;

    // A small room, so that some wait; two large ones, so that most do not.
    private static readonly (string Slug, string Participation)[] Days = [("harnosand", "onSite"), ("umea", "online"), (Today, "onSite")];

    private readonly ConcurrentDictionary<string, Person> people = new();
    // Whom each client registered, also before the last crash: only it cancels them.
    private readonly List<Person>[] registered = [.. Enumerable.Range(0, Clients).Select(_ => new List<Person>())];
    private int number;
    private int answers;
    private volatile bool killed;

    public IReadOnlyDictionary<string, Person> People => people.ToDictionary();

    /// <summary>Sends load and kills the service in the midst of it.</summary>
    /// <param name="others">Instances beside it: each registration goes to all in the same moment with the same key, as from a page whose connection broke; a cancellation to any.</param>
    public async Task RunUntilKilledAsync(ServiceProcess service, params ServiceProcess[] others)
    {
        killed = false;
        var clients = ClientsOf([service, .. others]);
        using var stop = new CancellationTokenSource();
        var postman = mailbox.LookUntilAsync(stop.Token);
        // So many answers, not so much time: a busy machine gets the same load, only slower.
        var last = Volatile.Read(ref answers) + random.Next(50, 500);
        var running = registered.Select(mine => Task.Run(() => RunClientAsync(clients, mine))).ToList();
        while (Volatile.Read(ref answers) < last && !running.Any(one => one.IsCompleted))
        {
            await Task.Delay(1, CancellationToken.None);
        }

        await Task.Delay(random.Next(10), CancellationToken.None);
        killed = true;
        await service.KillAsync();
        await Task.WhenAll(running);
        await stop.CancelAsync();
        await postman;
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>What is in doubt is asked again, with the same key, as a page does whose connection broke.</summary>
    public async Task AskAgainAsync(params ServiceProcess[] services)
    {
        var clients = ClientsOf(services);
        foreach (var person in people.Values)
        {
            if (person.Receipt is null)
            {
                await RegisterAsync(clients, person);
            }

            if (person.CancellationAsked && !person.CancellationAcknowledged)
            {
                await CancelAsync(clients, person);
            }

            if (person.Claim is not null && !person.ClaimAcknowledged)
            {
                await ClaimAsync(clients, person);
            }

            if (person.CheckIn is not null && !person.CheckInAcknowledged)
            {
                await CheckInAsync(clients, person);
            }
        }

        clients.ForEach(client => client.Dispose());
    }

    private static List<HttpClient> ClientsOf(IEnumerable<ServiceProcess> services) => [.. services.Select(service => new HttpClient { BaseAddress = service.Address })];

    private async Task RunClientAsync(List<HttpClient> clients, List<Person> mine)
    {
        try
        {
            while (true)
            {
                if (Random.Shared.Next(3) > 0 || !await GoOnAsync(clients, mine))
                {
                    var turn = Interlocked.Increment(ref number);
                    var (slug, participation) = Days[turn % Days.Length];
                    var person = new Person($"person{turn}@example.org", slug, participation);
                    people[person.Email] = person;
                    mine.Add(person);
                    await RegisterAsync(clients, person);
                }

                Interlocked.Increment(ref answers);
                // Enough to keep the service busy, not so much that its mails take minutes to write.
                await Task.Delay(Random.Shared.Next(10), CancellationToken.None);
            }
        }
        catch (Exception exception) when (killed && exception is (HttpRequestException or IOException))
        {
            // What was asked last stays in doubt.
        }
    }

    // What one of them does who has their link. Whoever comes to the door stays registered.
    private async Task<bool> GoOnAsync(List<HttpClient> clients, List<Person> mine)
    {
        var able = mine.FindAll(person => !person.CancellationAsked && person.CheckIn is null && mailbox.SecretOf(person.Email) is not null);
        // Places in the small room change hands often.
        var inside = able.FindAll(person => person.Slug == Days[0].Slug && (person.Status == "confirmed" || person.Claim is not null));
        var among = inside.Count > 0 && Random.Shared.Next(2) == 0 ? inside : able;
        var mind = able.Find(person => person.Claim is null && mailbox.Mails.ContainsKey((person.Email, RegistrationMails.PlaceOffered)))
            ?? (among.Count > 0 ? among[Random.Shared.Next(among.Count)] : null);
        if (mind is null)
        {
            return false;
        }

        var page = await AskAsync(clients, HttpMethod.Get, "/api/my/registration", mailbox.SecretOf(mind.Email)!);
        if (mind.Slug == Today)
        {
            (mind.Code, mind.CheckIn) = ((string)page["checkIn"]!["code"]!, Guid.NewGuid());
            await CheckInAsync(clients, mind);
        }
        else if (mind.Claim is null && page["waits"]!.AsArray().Select(wait => wait!["offer"]).FirstOrDefault(offer => offer is not null) is { } offer)
        {
            mind.Claim = (string)offer["id"]!;
            await ClaimAsync(clients, mind);
        }
        else
        {
            await CancelAsync(clients, mind);
        }

        return true;
    }

    private static async Task RegisterAsync(List<HttpClient> clients, Person person)
    {
        var replies = await Task.WhenAll(clients.Select(client => RegisterAsync(client, person)));
        (person.Status, person.Receipt) = Assert.Single(replies.Distinct());
    }

    private static async Task<(string Status, string Receipt)> RegisterAsync(HttpClient client, Person person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/registrations")
        {
            Content = JsonContent.Create(Some.Submission(person.Slug, person.Participation, person.Email)),
            Headers = { { "Idempotency-Key", person.Email } },
        };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var reply = await response.JsonAsync();
        return ((string)reply["outcomes"]![0]!["status"]!, (string)reply["receipt"]!);
    }

    private async Task CancelAsync(List<HttpClient> clients, Person person)
    {
        person.CancellationAsked = true;
        await AskAsync(clients, HttpMethod.Post, "/api/my/registration/cancellation", mailbox.SecretOf(person.Email)!);
        person.CancellationAcknowledged = true;
    }

    private async Task ClaimAsync(List<HttpClient> clients, Person person)
    {
        var page = await AskAsync(clients, HttpMethod.Post, $"/api/my/registration/offers/{person.Claim}/claim", mailbox.SecretOf(person.Email)!);
        // What is asked again after a crash may come after that they cancelled.
        Assert.True((string)page["status"]! == "confirmed" || person.CancellationAsked);
        person.ClaimAcknowledged = true;
    }

    private async Task CheckInAsync(List<HttpClient> clients, Person person)
    {
        await AskAsync(clients, HttpMethod.Post, $"/api/organizer/theme-days/{Today}/check-ins", door, new { code = person.Code, nonce = person.CheckIn });
        person.CheckInAcknowledged = true;
    }

    private static async Task<JsonObject> AskAsync(List<HttpClient> clients, HttpMethod method, string path, string secret, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var response = await clients[Random.Shared.Next(clients.Count)].SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{path}: {response.StatusCode}");
        return await response.JsonAsync();
    }
}
