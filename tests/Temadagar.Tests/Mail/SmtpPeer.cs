using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Temadagar.Tests.Mail;

/// <summary>
/// The other end of a real SMTP conversation, on a port of its own. It takes every mail, unless the script has another
/// answer to a line: a reply, <see cref="Cut"/> or <see cref="Silence"/>. The end of a message is shown to the script as ".",
/// a new connection as "".
/// </summary>
internal sealed class SmtpPeer : IAsyncDisposable
{
    public const string Cut = "cut";
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _conversations = [];

    public SmtpPeer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _conversations.Add(AcceptAsync());
    }

    public int Port { get; }

    public int Connections { get; private set; }

    /// <summary>Of all connections, in the order in which the lines came; without the content of messages.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public ConcurrentQueue<string> Messages { get; } = [];

    public Func<string, string?> Script { get; set; } = _ => null;

    public X509Certificate2? Certificate { get; init; }

    public bool TlsFromStart { get; init; }

    public bool OffersLogin { get; init; }

    /// <summary>Lets a service send to this peer.</summary>
    public static string[] Settings(SmtpPeer peer) =>
    [
        "--Mail:Transport=Smtp", "--Mail:From=Temadagar <temadagar@example.se>", "--Mail:Smtp:Host=127.0.0.1",
        $"--Mail:Smtp:Port={peer.Port}", "--Mail:Smtp:Security=None",
    ];

    /// <param name="until">Unset: tomorrow.</param>
    public static X509Certificate2 SelfMadeCertificate(DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), until ?? DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_conversations).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            Connections++;
            _conversations.Add(TalkAsync(client));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        Stream stream = client.GetStream();
        var secure = TlsFromStart;
        if (secure)
        {
            stream = await SecureAsync(stream);
        }

        var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await ReplyAsync(stream, "", "220 peer ready"))
        {
            return;
        }

        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Lines.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (!await ReplyAsync(stream, line, Usual(verb, secure)))
            {
                return;
            }

            if (verb == "DATA" && Script(line) is null)
            {
                if (await ReadMessageAsync(reader) is not { } message)
                {
                    return;
                }

                Messages.Enqueue(message);
                if (!await ReplyAsync(stream, ".", "250 2.0.0 queued"))
                {
                    return;
                }
            }
            else if (verb == "STARTTLS")
            {
                stream = await SecureAsync(stream);
                reader = new StreamReader(stream, Encoding.Latin1);
                secure = true;
            }
            else if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private string Usual(string verb, bool secure) => verb switch
    {
        "EHLO" => "250-peer\r\n" + (Certificate is not null && !secure ? "250-STARTTLS\r\n" : "") + (OffersLogin ? "250-AUTH PLAIN\r\n" : "") + "250 8BITMIME",
        "DATA" => "354 go ahead",
        "STARTTLS" => "220 go ahead",
        "AUTH" => "235 2.7.0 welcome",
        "QUIT" => "221 bye",
        _ => "250 2.0.0 ok",
    };

    /// <summary>False: the conversation is over.</summary>
    private async Task<bool> ReplyAsync(Stream stream, string line, string usual)
    {
        var reply = Script(line) ?? usual;
        if (reply == Silence)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (reply == Cut)
        {
            return false;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), _stop.Token);
        return true;
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return secured;
    }

    // Null: the other end is gone before the message was whole, and a server then has none (RFC 5321, 4.1.1.4).
    private async Task<string?> ReadMessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                return message.ToString();
            }

            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }
}
