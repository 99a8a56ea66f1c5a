using MimeKit;

namespace Temadagar.Mail;

public enum DeliveryOutcome
{
    /// <summary>The next in line has taken the mail over; whether it arrives is not ours to know.</summary>
    Accepted,

    /// <summary>Worth another attempt: the server said 4xx, or the connection broke.</summary>
    Transient,

    /// <summary>No mail would go now: the server cannot be reached, or does not let us in. It says nothing of this one.</summary>
    Away,

    /// <summary>The same mail to the same person will not go through: the server said 5xx.</summary>
    Permanent,
}

/// <summary>What became of an attempt to send.</summary>
/// <param name="Reply">The server's last words, or what failed, for the log: one line of at most 500 characters, with no mail
/// address in it.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Reply);

/// <summary>Hands messages over, one at a time.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Throws for cancellation and for nothing else: whatever goes wrong is a <see cref="Delivery"/>.</summary>
    /// <exception cref="OperationCanceledException">The mail may or may not have gone.</exception>
    Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
