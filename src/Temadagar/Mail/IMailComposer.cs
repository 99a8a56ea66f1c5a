namespace Temadagar.Mail;

/// <summary>Makes the mails of one concept from their facts. Mail itself knows no concept.</summary>
public interface IMailComposer
{
    IReadOnlyCollection<string> Kinds { get; }

    /// <param name="mail">What was queued.</param>
    /// <param name="withLink">False: the person's own link is masked, for those who look at what was sent.</param>
    OutgoingMail Compose(QueuedMail mail, bool withLink);

    /// <summary>Of the person's own link in it: one of another generation is closed by now. Null: it has none that can be closed.</summary>
    int? LinkGenerationOf(QueuedMail mail) => null;

    /// <summary>Whether a later mail about the same makes an earlier one untrue.</summary>
    /// <param name="later">One of <see cref="Kinds"/>.</param>
    /// <param name="earlier">Any kind.</param>
    bool Replaces(string later, string earlier) => false;
}
