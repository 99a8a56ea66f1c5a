namespace Temadagar.Notices;

/// <summary>What the installation says of itself on the pages about accessibility and personal data. What is unset nobody has said, and the pages say that.</summary>
/// <param name="Publisher">Who publishes the service; unset: the boards.</param>
/// <param name="Assessment">Unset: the accessibility has not been assessed.</param>
/// <param name="Shortcomings">Those that are known, whether or not there was an assessment.</param>
/// <param name="JointControllers">How the boards share responsibility (GDPR art. 26); unset: there is no arrangement.</param>
public sealed record NoticeSettings(
    NoticeText? Publisher, AccessibilityAssessment? Assessment, IReadOnlyList<NoticeText> Shortcomings, FaultContact? Faults, NoticeText? JointControllers)
{
    /// <summary>Only who has looked for shortcomings and found none may call the service fully compliant.</summary>
    public Conformance Conformance =>
        Assessment is null ? Conformance.NotAssessed
        : Shortcomings.Count == 0 ? Conformance.Full
        : Conformance.Partial;
}

/// <param name="En">Unset: the Swedish is shown on English pages too, marked as Swedish.</param>
public sealed record NoticeText(string Sv, string? En);

public sealed record AccessibilityAssessment(DateOnly On, NoticeText Method);

/// <summary>Where to report what is not accessible: an address, a telephone or both.</summary>
/// <param name="AnswerWithinDays">Working days; unset: nobody has promised a number.</param>
public sealed record FaultContact(string? Email, string? Phone, int? AnswerWithinDays);

public enum Conformance
{
    NotAssessed,
    Partial,
    Full,
}
