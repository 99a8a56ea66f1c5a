using System.Collections.Concurrent;
using System.Text;
using MimeKit;
using Temadagar.Mail;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Mail;

namespace Temadagar.Tests.Crash;

/// <summary>Everybody's mail: what a mail server has taken over so far, each message read once.</summary>
internal sealed class Mailbox(SmtpPeer server)
{
    private readonly ConcurrentDictionary<string, string> secrets = new();
    private readonly ConcurrentDictionary<(string To, string Kind), IReadOnlyList<string>> mails = new();
    private int seen;

    /// <summary>The secret of an address's link, once the mail with it has come.</summary>
    public string? SecretOf(string address) => secrets.GetValueOrDefault(address);

    /// <summary>The Message-ID of each that has come, as often as it has come.</summary>
    public IReadOnlyDictionary<(string To, string Kind), IReadOnlyList<string>> Mails => mails;

    /// <summary>Reads what has come since the last time. Not for two at once.</summary>
    public void Look()
    {
        foreach (var message in server.Messages.Skip(seen).ToList())
        {
            seen++;
            var mail = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(message)));
            var (to, kind) = (mail.To.Mailboxes.Single().Address, mail.Headers[MessageBuilder.KindHeader]!);
            mails.AddOrUpdate((to, kind), [mail.MessageId!], (_, before) => [.. before, mail.MessageId!]);
            if (TestService.SecretIn(mail) is { Length: > 0 } secret)
            {
                secrets[to] = secret;
            }
        }
    }

    public async Task LookUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Look();
            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
