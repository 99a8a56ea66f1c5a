using System.Collections.Concurrent;
using MimeKit;
using Temadagar.Mail;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Crash;

/// <summary>Everybody's mail: the files that the service has written so far, each read once. A file that is not a whole mail fails.</summary>
internal sealed class Mailbox(string folder)
{
    private readonly HashSet<string> seen = [];
    private readonly ConcurrentDictionary<string, string> secrets = new();
    private readonly ConcurrentDictionary<(string To, string Kind), int> mails = new();

    /// <summary>The secret of an address's link, once the mail with it has come.</summary>
    public string? SecretOf(string address) => secrets.GetValueOrDefault(address);

    public IReadOnlyDictionary<(string To, string Kind), int> Mails => mails;

    /// <summary>Reads what has come since the last time. Not for two at once.</summary>
    public void Look()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Where(seen.Add))
        {
            var mail = MimeMessage.Load(file);
            var (to, kind) = (mail.To.Mailboxes.Single().Address, mail.Headers[MessageBuilder.KindHeader]!);
            mails.AddOrUpdate((to, kind), 1, (_, before) => before + 1);
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
