using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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

    public bool CancellationAsked { get; set; }

    public bool CancellationAcknowledged { get; set; }
}

/// <summary>Several clients that register and cancel as fast as they are answered, until the service is gone.</summary>
internal sealed class Crowd(Mailbox mailbox, Random random)
{
    private const int Clients = 8;

    // A small room, so that some wait; two large ones, so that most do not.
    private static readonly (string Slug, string Participation)[] Days = [("harnosand", "onSite"), ("umea", "online"), ("lulea", "online")];

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
                var mind = Random.Shared.Next(3) == 0 ? mine.Find(person => !person.CancellationAsked && mailbox.SecretOf(person.Email) is not null) : null;
                if (mind is not null)
                {
                    await CancelAsync(clients, mind);
                }
                else
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
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/my/registration/cancellation")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", mailbox.SecretOf(person.Email)) },
        };
        using var response = await clients[Random.Shared.Next(clients.Count)].SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsByteArrayAsync();
        person.CancellationAcknowledged = true;
    }
}
