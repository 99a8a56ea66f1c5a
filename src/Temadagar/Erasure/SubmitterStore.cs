using System.Text.Json.Nodes;
using Dapper;
using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.Erasure;

/// <summary>Submissions that a person of a name may have sent for others, and the days that they are for.</summary>
public sealed record NamedSubmissions(IReadOnlyList<Guid> Ids, IReadOnlyList<Guid> ThemeDayIds)
{
    public static readonly NamedSubmissions None = new([], []);
}

/// <summary>
/// Who submitted a registration for others stands with each of them, and in the first mail to them. It is a name that someone wrote, and nothing else ties it to that person's own
/// registration: to forget someone is to forget it wherever all words of their name are, in any order and with or without marks. To forget too much of who registered whom harms little.
/// </summary>
public sealed class SubmitterStore
{
    /// <summary>Reads every submission that has a submitter, so not within a write, which others wait for.</summary>
    public async Task<NamedSubmissions> NamedAsync(Session session, PersonName name)
    {
        var words = Words($"{name.FirstName} {name.LastName}").ToHashSet();
        if (words.Count == 0)
        {
            return NamedSubmissions.None;
        }

        var ids = new List<Guid>();
        await foreach (var submission in session.StreamAsync<Submitter>(SubmittersSql))
        {
            if (words.IsSubsetOf(Words(submission.SubmittedBy)))
            {
                ids.Add(submission.Id);
            }
        }

        var days = new HashSet<Guid>();
        foreach (var id in ids)
        {
            days.UnionWith(await session.QueryAsync<Guid>(DaysSql, new { SubmissionId = id }));
        }

        return new NamedSubmissions(ids, [.. days]);
    }

    private const string SubmittersSql = """
        SELECT s.Id, s.SubmittedBy
        FROM Submissions s
        WHERE s.SubmittedBy IS NOT NULL
        """;

    private const string DaysSql = """
        SELECT DISTINCT r.ThemeDayId
        FROM Registrations r
        WHERE r.SubmissionId = @SubmissionId
        """;

    /// <summary>
    /// Forgets the submitter of the person's own submission, however the name was written there: the last name is the same, or nobody else can have sent it. Whoever took a place over
    /// has sent nothing.
    /// </summary>
    public async Task ForgetOfOwnAsync(Write write, Registration registration, PersonName? name)
    {
        if (await write.FindAsync<string?>(OwnSql, new { registration.SubmissionId }) is not { } submittedBy)
        {
            return;
        }

        var sentIt = registration.RegisteredBy is null && !await write.ScalarAsync<bool>(TakenOverSql, new { RegistrationId = registration.Id });
        if (sentIt || (name is not null && Words(name.LastName).LastOrDefault() is { } last && Words(submittedBy).Contains(last)))
        {
            await ForgetAsync(write, registration.SubmissionId);
        }
    }

    private const string OwnSql = """
        SELECT s.SubmittedBy
        FROM Submissions s
        WHERE s.Id = @SubmissionId
        """;

    private const string TakenOverSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Transfers t WHERE t.RegistrationId = @RegistrationId AND t.Kind = 'handover' AND t.Outcome = 'accepted') THEN 1 ELSE 0 END
        """;

    /// <summary>Within a write that holds the rows of the days that it is for.</summary>
    public async Task ForgetAsync(Write write, Guid submissionId)
    {
        foreach (var mail in (await write.QueryAsync<ToldFacts>(ToldSql, new { SubmissionId = submissionId })).ToList())
        {
            if (JsonNode.Parse(mail.Facts) is JsonObject told && told["SubmittedBy"] is not null)
            {
                told["SubmittedBy"] = null;
                await write.ExecuteAsync(FactsSql, new { mail.Id, Facts = told.ToJsonString() });
            }
        }

        await write.ExecuteAsync(SubmittedBySql, new { SubmissionId = submissionId });
        await write.ExecuteAsync(RegisteredBySql, new { SubmissionId = submissionId });
    }

    private const string ToldSql = """
        SELECT o.Id, o.Facts
        FROM Registrations r
        JOIN Outbox o ON o.About = r.Id
        WHERE r.SubmissionId = @SubmissionId AND o.Recipient <> ''
        """;

    private const string FactsSql = """
        UPDATE Outbox
        SET Facts = @Facts
        WHERE Id = @Id
        """;

    private const string SubmittedBySql = """
        UPDATE Submissions
        SET SubmittedBy = NULL
        WHERE Id = @SubmissionId
        """;

    private const string RegisteredBySql = """
        UPDATE Registrations
        SET RegisteredBy = NULL
        WHERE SubmissionId = @SubmissionId
        """;

    // People leave out dots and rings, and å, ä and ö are letters of their own to the order only.
    private static IEnumerable<string> Words(string text) => SwedishOrder.Words(text).Select(word => word.Replace('å', 'a').Replace('ä', 'a').Replace('ö', 'o'));

    [method: ExplicitConstructor]
    private sealed record Submitter(Guid Id, string SubmittedBy);

    [method: ExplicitConstructor]
    private sealed record ToldFacts(Guid Id, string Facts);
}
