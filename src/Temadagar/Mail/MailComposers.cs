namespace Temadagar.Mail;

/// <summary>Who makes which kind of mail.</summary>
public sealed class MailComposers(IEnumerable<IMailComposer> composers)
{
    private readonly Dictionary<string, IMailComposer> composerOf = composers
        .SelectMany(composer => composer.Kinds.Select(kind => (kind, composer)))
        .ToDictionary(pair => pair.kind, pair => pair.composer, StringComparer.Ordinal);

    public bool Know(string kind) => composerOf.ContainsKey(kind);

    /// <inheritdoc cref="IMailComposer.Compose"/>
    /// <exception cref="KeyNotFoundException">A kind that this version does not know.</exception>
    public OutgoingMail Compose(QueuedMail mail, bool withLink) => composerOf[mail.Kind].Compose(mail, withLink);

    /// <inheritdoc cref="IMailComposer.LinkGenerationOf"/>
    /// <exception cref="KeyNotFoundException">A kind that this version does not know.</exception>
    public int? LinkGenerationOf(QueuedMail mail) => composerOf[mail.Kind].LinkGenerationOf(mail);

    /// <inheritdoc cref="IMailComposer.Replaces"/>
    /// <remarks>What a kind says that this version does not know, it cannot tell: no.</remarks>
    public bool Replaces(string later, string earlier) => composerOf.TryGetValue(later, out var composer) && composer.Replaces(later, earlier);
}
