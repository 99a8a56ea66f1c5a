using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Fuzz;

/// <summary>Requests made from the API's own description, whole and broken, of every kind of caller: nothing fails, nothing is slow, every reply is as described, and what is stored still holds together.</summary>
[Slow]
public class FuzzTests
{
    private const int Clients = 8;

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);

    // Whatever the address: what is not let in, not there, of another kind, too long or too often, or for which the database has no room.
    private static readonly int[] Anywhere = [400, 401, 403, 404, 405, 413, 414, 415, 429, 503];

    private static int Count => LongTests.AreAsked ? 100_000 : 4_000;

    [Fact]
    public async Task Nothing_that_fits_the_description_or_nearly_does_makes_it_fail()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the requests: {seed}");
        var lines = new LogLines();
        using var folder = new DataFolder();
        await using var service = await TestService.StartAsync(Seed.Demo, null, folder.Path, services => services.AddSingleton<ILoggerProvider>(lines), "--Limits:VerificationsPerMinute=0");
        await service.FareAsync("lulea", "forst@example.org", "sedan@example.org");
        var keys = new List<string?>();
        var callers = new List<string?> { null, await service.LinkOfAsync("forst@example.org", "lulea"), "inte-en-nyckel" };
        foreach (var role in Enum.GetValues<Role>())
        {
            keys.Add(await service.NamedKeyAsync(role));
        }

        callers.AddRange(keys);

        var api = new ApiDocument(await service.DescriptionAsync());
        var random = new Random(seed);
        var ids = new List<string>();
        foreach (var table in new[] { "Registrations", "Speakers", "Sessions", "Accounts", "Outbox" })
        {
            ids.AddRange((await service.QueryAsync<string>($"SELECT Id FROM {table}")).Take(5));
        }

        var requests = new Requests(api, random, await service.QueryAsync<string>("SELECT Slug FROM ThemeDays"), ids);
        var faults = new ConcurrentQueue<string>();
        var seen = new ConcurrentDictionary<(string, int), int>();
        for (var done = 0; done < Count && faults.Count < 20; done += Clients)
        {
            // Made one after the other, so that a seed gives the same; sent together.
            var batch = Enumerable.Range(0, Clients).Select(_ =>
            {
                var operation = api.Operations[random.Next(api.Operations.Count)];
                var request = requests.Make(operation, out var described);
                // Mostly someone who may; else it would all be refused at the door.
                var may = random.Next(4) == 0 ? callers : operation.Path.StartsWith("/api/organizer", StringComparison.Ordinal) ? keys : operation.Path.StartsWith("/api/my", StringComparison.Ordinal) ? callers[1..2] : callers[..1];
                if (may[random.Next(may.Count)] is { } secret)
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
                }

                return (operation, request, described);
            }).ToList();
            await Task.WhenAll(batch.Select(async one =>
            {
                var (status, fault) = await AskAsync(service.Client, api, one.operation, one.request);
                seen.AddOrUpdate((one.operation.ToString(), status), 1, (_, before) => before + 1);
                if (fault is not null)
                {
                    faults.Enqueue($"{one.operation}: {fault}\n{one.described}");
                }
            }));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', seen.GroupBy(one => one.Key.Item2).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Sum(one => one.Value)}")));
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults.DistinctBy(fault => fault.Split('\n')[0]).Take(20)) + "\n\n" + string.Join('\n', lines.All.Where(line => line.Contains("Exception", StringComparison.Ordinal)).Take(5)));
        // It was not refused all at the door.
        Assert.Contains(seen.Keys, one => one.Item2 == 201);
        Assert.True(seen.Where(one => one.Key.Item2 is >= 200 and < 300).Sum(one => one.Value) > Count / 20);
        await service.AssertConsistentAsync();
        Assert.Equal("ok", Assert.Single(await service.SqliteQueryAsync<string>("PRAGMA integrity_check")));
        Assert.Empty(await service.SqliteQueryAsync<string>("SELECT \"table\" FROM pragma_foreign_key_check"));
    }

    private static async Task<(int Status, string? Fault)> AskAsync(HttpClient client, ApiDocument api, Operation operation, HttpRequestMessage request)
    {
        var clock = Stopwatch.StartNew();
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var status = (int)reply.StatusCode;
        if (clock.Elapsed > Slowest)
        {
            return (status, $"took {clock.Elapsed.TotalSeconds:F1} s");
        }

        if (status >= 500 && reply.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            return (status, $"answers {status}");
        }

        var type = reply.Content.Headers.ContentType?.MediaType;
        if (!operation.Replies.TryGetValue(status, out var described))
        {
            return (status, Anywhere.Contains(status) ? null : $"answers {status}, which is not described");
        }

        if (body.Length == 0 || described.Count == 0)
        {
            return (status, null);
        }

        if (type is null || !described.TryGetValue(type, out var schema))
        {
            return (status, $"answers {status} as {type}, which is not described ({string.Join(", ", described.Keys)})");
        }

        return (status, type.EndsWith("json", StringComparison.Ordinal) && api.FaultOf(JsonNode.Parse(body), schema) is { } fault ? $"answers {status} with {fault}" : null);
    }
}
