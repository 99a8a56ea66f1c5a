using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Disasters;

/// <summary>The built program, and more than it can take.</summary>
[Slow]
public class LoadTests
{
    // Each sends the next as soon as it is answered: many times as many as are answered at once.
    private const int Callers = 640;

    private static TimeSpan Time => LongTests.AreAsked ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Far_more_than_it_can_take_is_answered_or_told_when_to_come_back_in_bounded_memory_and_a_moment_later_all_is_as_before()
    {
        using var folder = new DataFolder();
        var (program, first) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", "--Limits:RegistrationsPerMinute=0", folder.Setting]);
        await using var running = program;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers }) { BaseAddress = first.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        first.Dispose();
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var number = 0; clock.Elapsed < Time; number++)
            {
                using var reply = await client.PostAsJsonAsync("/api/registrations", Some.Submission("umea", "online", $"person{caller}-{number}@example.org"));
                statuses.AddOrUpdate(reply.StatusCode, 1, (_, before) => before + 1);
                if (reply.StatusCode != HttpStatusCode.Created)
                {
                    Assert.InRange(int.Parse(reply.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
                }
            }
        }));

        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", statuses.Select(status => $"{status.Value} {status.Key}"))}; {program.PeakMegabytes} MB at the most");
        Assert.All(statuses.Keys, status => Assert.True(status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests, status.ToString()));
        Assert.InRange(program.PeakMegabytes, 1, 700);
        clock.Restart();
        using (var after = await client.PostAsJsonAsync("/api/registrations", Some.Submission("umea", "online", "efterat@example.org")))
        {
            Assert.Equal(HttpStatusCode.Created, after.StatusCode);
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(statuses[HttpStatusCode.Created] + 1, folder.Count("Registrations"));
    }

    [Fact]
    public async Task More_who_ask_at_once_than_can_wait_are_told_when_to_come_back_and_all_others_get_their_place()
    {
        const int Many = 5000;
        using var folder = new DataFolder();
        var (program, first) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", "--Limits:RegistrationsPerMinute=0", folder.Setting]);
        await using var running = program;
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Many }) { BaseAddress = first.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        first.Dispose();
        List<Task<HttpResponseMessage>> replies;
        // The disk stands still until all have asked.
        await using (var held = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "temadagar.db")};Pooling=False"))
        {
            await held.OpenAsync(TestContext.Current.CancellationToken);
            await using var holding = held.BeginTransaction(deferred: false);
            replies = [.. Enumerable.Range(0, Many).Select(number => client.PostAsJsonAsync("/api/registrations", Some.Submission("umea", "online", $"person{number}@example.org")))];
            await Task.WhenAny(replies);
        }

        await Task.WhenAll(replies);

        var (placed, refused) = (0, 0);
        foreach (var reply in replies.Select(reply => reply.Result))
        {
            if (reply.StatusCode == HttpStatusCode.Created)
            {
                placed++;
            }
            else
            {
                Assert.True(reply.StatusCode == HttpStatusCode.ServiceUnavailable, $"{reply.StatusCode}: {running.Errors}{running.Output}");
                Assert.InRange(int.Parse(reply.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
                Assert.EndsWith("/problems/unavailable", (string)(await reply.JsonAsync())["type"]!, StringComparison.Ordinal);
                refused++;
            }

            reply.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{placed} got a place, {refused} were told to come back; {program.PeakMegabytes} MB at the most");
        Assert.InRange(refused, 1, Many - 1);
        Assert.Equal(placed, folder.Count("Registrations"));
        Assert.InRange(program.PeakMegabytes, 1, 700);
        using var after = await client.PostAsJsonAsync("/api/registrations", Some.Submission("umea", "online", "efterat@example.org"));
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
    }

    [Fact]
    public async Task As_many_as_the_system_lets_in_are_answered_and_those_beyond_are_turned_away()
    {
        using var folder = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(
            ["-c", "ulimit -n 1000 && exec \"$@\"", "sh", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", BuiltProgram.Beside,
                "--urls=http://127.0.0.1:0", "--environment=Development", "--Limits:RegistrationsPerMinute=0", folder.Setting],
            program: "/bin/sh");
        await using var running = program;
        using var asking = client;
        (await asking.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var idle = new List<Socket>();
        for (var number = 0; number < 2000; number++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            idle.Add(socket);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Turned away before it knew that it was connected.
                socket.Dispose();
            }
        }

        await Eventually.TrueAsync(() => Task.FromResult(idle.Count(IsClosed) >= 1500), TimeSpan.FromSeconds(20));
        // On the connection that was there before.
        using (var reply = await asking.PostAsJsonAsync("/api/registrations", Some.Submission()))
        {
            Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        }

        using (var reply = await asking.GetAsync(new Uri("/api/theme-days/umea", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        Assert.Contains("were hung up on since the line before", program.Output, StringComparison.Ordinal);
        idle.ForEach(socket => socket.Dispose());
        using var newcomer = new HttpClient { BaseAddress = client.BaseAddress };
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return (await newcomer.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Hundreds_who_send_a_letter_at_a_time_keep_nobody_else_waiting_and_are_hung_up_on()
    {
        using var folder = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", "--Limits:RegistrationsPerMinute=0", folder.Setting]);
        await using var running = program;
        using var asking = client;
        var slow = new List<Socket>();
        for (var number = 0; number < 400; number++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            slow.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, client.BaseAddress!.Port, TestContext.Current.CancellationToken);
            // Half of them never end their headers, the others never their body.
            await socket.SendAsync(Encoding.ASCII.GetBytes(number % 2 == 0
                ? "POST /api/registrations HTTP/1.1\r\nHost: x\r\nX-Slow: "
                : "POST /api/registrations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"), TestContext.Current.CancellationToken);
        }

        var clock = Stopwatch.StartNew();
        using (var reply = await asking.PostAsJsonAsync("/api/registrations", Some.Submission()))
        {
            Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        // Those with a body that does not come within its least rate (240 bytes a second after five seconds), then those without an end of headers (30 s).
        await Eventually.TrueAsync(() => Task.FromResult(slow.Where((_, number) => number % 2 == 1).All(IsClosed)), TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => Task.FromResult(slow.TrueForAll(IsClosed)), TimeSpan.FromSeconds(60));
        slow.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task What_is_huge_deep_compressed_or_cut_short_is_refused_and_costs_next_to_nothing()
    {
        using var folder = new DataFolder();
        var (program, client) = await BuiltProgram.ServeAsync(["--urls=http://127.0.0.1:0", "--environment=Development", folder.Setting]);
        await using var running = program;
        using var asking = client;
        (await asking.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var before = program.PeakMegabytes;
        async Task<HttpStatusCode?> SendAsync(string path, byte[] body, string type, string? encoding = null, string? header = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            if (encoding is not null)
            {
                request.Content.Headers.ContentEncoding.Add(encoding);
            }

            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("X-Huge", header);
            }

            try
            {
                using var reply = await asking.SendAsync(request, TestContext.Current.CancellationToken);
                return reply.StatusCode;
            }
            catch (HttpRequestException)
            {
                // It hung up before all was sent.
                return null;
            }
        }

        using var bomb = new MemoryStream();
        using (var compressed = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 200; megabyte++)
            {
                compressed.Write(zeros);
            }
        }

        const string registrations = "/api/registrations";
        var clock = Stopwatch.StartNew();
        var answers = new Dictionary<string, HttpStatusCode?>
        {
            ["a huge header"] = await SendAsync(registrations, "{}"u8.ToArray(), "application/json", header: new string('x', 60_000)),
            ["a huge body"] = await SendAsync(registrations, new byte[20 * 1024 * 1024], "application/json"),
            ["deep arrays"] = await SendAsync(registrations, Encoding.ASCII.GetBytes(new string('[', 30_000)), "application/json"),
            ["deep objects"] = await SendAsync(registrations, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 9_000))), "application/json"),
            ["compressed zeros"] = await SendAsync(registrations, bomb.ToArray(), "application/json", "gzip"),
            ["a form cut short"] = await SendAsync(registrations, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"u8.ToArray(), "multipart/form-data; boundary=x"),
            ["half a letter"] = await SendAsync(registrations, [(byte)'{', (byte)'"', 0xC3], "application/json"),
        };

        Assert.All(answers, answer => Assert.True(answer.Value is null || (int)answer.Value is >= 400 and < 500, $"{answer.Key}: {answer.Value}"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(program.PeakMegabytes - before, 0, 60);
        (await asking.PostAsJsonAsync(registrations, Some.Submission())).EnsureSuccessStatusCode();
    }

    private static bool IsClosed(Socket socket)
    {
        try
        {
            if (!socket.Poll(0, SelectMode.SelectRead))
            {
                return false;
            }

            var said = new byte[4096];
            while (socket.Available > 0)
            {
                socket.Receive(said);
            }

            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}
