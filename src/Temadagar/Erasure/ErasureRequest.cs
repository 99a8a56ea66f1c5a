using Dapper;

namespace Temadagar.Erasure;

public enum ErasureOutcome
{
    /// <summary>The organizer has decided that the details are erased.</summary>
    Granted,
    Refused,
}

/// <summary>A person's wish that what is held of them be erased (GDPR, article 17): a case that the organizer answers within a month (article 12.3).</summary>
/// <param name="Message">In the person's words; null: none was written.</param>
/// <param name="Answer">In the organizer's words.</param>
[method: ExplicitConstructor]
public sealed record ErasureRequest(
    Guid Id, Guid RegistrationId, Guid ThemeDayId, string? Message, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, ErasureOutcome? Outcome, string? Answer);

/// <summary>One, with who asks, as the day's organizer sees it.</summary>
/// <param name="HasEmail">Whether the answer reaches the person by mail; else whoever answers tells them.</param>
[method: ExplicitConstructor]
public sealed record ErasureCase(
    Guid Id, Guid RegistrationId, string FirstName, string LastName, bool HasEmail, string? Message, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, ErasureOutcome? Outcome, string? Answer);
