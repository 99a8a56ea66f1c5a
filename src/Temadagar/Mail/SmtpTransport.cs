using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Temadagar.Mail;

/// <summary>
/// Hands mail to an SMTP server (RFC 5321). One connection serves many messages: it is opened when needed and closed after a few
/// idle seconds, after 100 messages and after any fault in the connection. Callers wait for each other.
/// <para>Told apart by what would help: 5xx to the recipient or the content is permanent. All that the operator can mend is transient, so
/// that no mail is lost meanwhile: a sender that the server refuses; connecting, certificates and authentication, which stop all. What is said once a mail has
/// been begun may be about that one (530 to one recipient, 421 to one content), so it stops no other.</para>
/// </summary>
public sealed class SmtpTransport : IMailTransport
{
    private const int MessagesPerConnection = 100;

    /// <summary>A connection unused for longer is asked if it lives before a message is trusted to it.</summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SmtpSettings _settings;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Timer _idle;
    private SmtpClient? _client;
    private int _sent;
    private long _lastUsed;
    private bool _disposed;

    public SmtpTransport(SmtpSettings settings)
    {
        _settings = settings;
        _idle = new Timer(_ => _ = CloseIdleAsync());
    }

    public async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
            var delivery = await SendInTurnAsync(message, limited.Token);
            _lastUsed = Environment.TickCount64;
            _idle.Change(_settings.IdleTime, Timeout.InfiniteTimeSpan);
            return delivery;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Drop();
            throw;
        }
        catch (Exception fault)
        {
            Drop();
            return new Delivery(DeliveryOutcome.Transient, DeliveryReply.From(fault, message));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (!await _turn.WaitAsync(Goodbye))
        {
            // Whoever closes this has waited for the mail as long as it may.
            await _closing.CancelAsync();
            await _turn.WaitAsync();
        }

        try
        {
            await _idle.DisposeAsync();
            await CloseAsync();
        }
        finally
        {
            // The semaphore stays: someone may still wait for it, and is then told that the transport is gone.
            _turn.Release();
        }
    }

    private async Task<Delivery> SendInTurnAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var reused = await UsableAsync(cancellationToken);
        while (true)
        {
            if (!reused)
            {
                try
                {
                    await WithinAsync(_settings.ConnectTimeout, "connecting", ConnectAsync, cancellationToken);
                }
                catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
                {
                    Drop();
                    return new Delivery(DeliveryOutcome.Away, DeliveryReply.From(fault, message));
                }
            }

            try
            {
                var client = _client!;
                var reply = "";
                await WithinAsync(_settings.SendTimeout, "sending", async token => reply = await client.SendAsync(message, token), cancellationToken);
                _sent++;
                return new Delivery(DeliveryOutcome.Accepted, DeliveryReply.From("250 " + reply, message));
            }
            catch (SmtpCommandException fault) when (reused && fault.StatusCode == SmtpStatusCode.ServiceNotAvailable)
            {
                // 421: the server had enough of this connection and has not taken the message; a new one may do.
                Drop();
                reused = false;
            }
            catch (SmtpCommandException fault)
            {
                if (fault.StatusCode == SmtpStatusCode.ServiceNotAvailable || _client is { IsConnected: false })
                {
                    Drop();
                }

                return new Delivery(Judge(fault), DeliveryReply.From($"{(int)fault.StatusCode} {fault.Message}", message));
            }
        }
    }

    private static DeliveryOutcome Judge(SmtpCommandException fault)
    {
        var code = (int)fault.StatusCode;
        // 530, 534, 535, 538: about how we are known to the server (RFC 4954, 6). The sender is the same in every mail, so a
        // refused one (but for 552, too large) is a fault in the settings.
        var operators = code is 530 or 534 or 535 or 538 || (fault.ErrorCode == SmtpErrorCode.SenderNotAccepted && code != 552);
        return code >= 500 && !operators ? DeliveryOutcome.Permanent : DeliveryOutcome.Transient;
    }

    private async Task<bool> UsableAsync(CancellationToken cancellationToken)
    {
        if (_client is not { IsConnected: true } || _sent >= MessagesPerConnection)
        {
            await CloseAsync();
            return false;
        }

        if (Environment.TickCount64 - _lastUsed < TrustedFor.TotalMilliseconds)
        {
            return true;
        }

        try
        {
            await WithinAsync(_settings.ConnectTimeout, "asking if the connection lives", _client.NoOpAsync, cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Drop();
            return false;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        // MailKit's own socket waits for a delayed acknowledgement on every message: 23 a second instead of 1,171.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var client = new SmtpClient { ServerCertificateValidationCallback = _settings.CertificateCheck };
        try
        {
            await socket.ConnectAsync(_settings.Host, _settings.Port, cancellationToken);
            await client.ConnectAsync(socket, _settings.Host, _settings.Port, Options(_settings.Security), cancellationToken);
            if (_settings.User is { } user)
            {
                await client.AuthenticateAsync(user, _settings.Password ?? "", cancellationToken);
            }
        }
        catch
        {
            client.Dispose();
            socket.Dispose();
            throw;
        }

        _client = client;
        _sent = 0;
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>MailKit's Timeout does not reach its asynchronous calls.</summary>
    private static async Task WithinAsync(TimeSpan time, string doing, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(time);
        try
        {
            await work(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {time.TotalSeconds:0.#} s when {doing}.");
        }
    }

    private async Task CloseIdleAsync()
    {
        if (!await _turn.WaitAsync(0))
        {
            return; // Someone is sending, and will start the clock again.
        }

        try
        {
            if (Environment.TickCount64 - _lastUsed >= _settings.IdleTime.TotalMilliseconds * 0.9)
            {
                await CloseAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye, for at most two seconds; what goes wrong then concerns nobody.</summary>
    private async Task CloseAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await client.DisconnectAsync(quit: true, soon.Token);
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ProtocolException or CommandException or ServiceNotConnectedException)
            {
            }
        }

        Drop();
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
