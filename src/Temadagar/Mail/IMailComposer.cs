namespace Temadagar.Mail;

/// <summary>Makes the mails of one concept from their facts. Mail itself knows no concept.</summary>
public interface IMailComposer
{
    IReadOnlyCollection<string> Kinds { get; }

    /// <param name="mail">What was queued.</param>
    /// <param name="withLink">False: the person's own link is masked, for those who look at what was sent.</param>
    OutgoingMail Compose(QueuedMail mail, bool withLink);
}
