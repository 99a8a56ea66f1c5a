using System.Text.Json.Nodes;
using Dapper;
using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.Texts;

namespace Temadagar.Erasure;

/// <summary>
/// What erasing each kind of data means, table by table. A table that is new and holds something of a person belongs here too.
/// </summary>
public sealed class PersonalDataStore
{
    /// <summary>Of how many people a day holds data of a kind.</summary>
    public Task<int> CountAsync(Session session, ErasedData data, Guid themeDayId)
    {
        var parameters = new { ThemeDayId = themeDayId };
        return data switch
        {
            ErasedData.Needs => session.ScalarAsync<int>(CountNeedsSql, parameters),
            ErasedData.Mails => session.ScalarAsync<int>(CountMailsSql, parameters),
            ErasedData.Registrations => session.ScalarAsync<int>(CountRegistrationsSql, parameters),
            _ => session.ScalarAsync<int>(CountCertificatesSql, parameters),
        };
    }

    private const string CountNeedsSql = """
        SELECT COUNT(*)
        FROM Needs n
        JOIN Registrations r ON r.Id = n.RegistrationId
        WHERE r.ThemeDayId = @ThemeDayId
        """;

    private const string CountMailsSql = """
        SELECT COUNT(DISTINCT o.Recipient)
        FROM Outbox o
        WHERE
        """ + " " + DoneMailsSql;

    // What is on its way still goes when it has gone.
    private const string DoneMailsSql = """
        ThemeDayId = @ThemeDayId AND Recipient <> '' AND State IN ('sent', 'failed')
        """;

    private const string CountRegistrationsSql = """
        SELECT COUNT(*)
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId
        """;

    private const string CountCertificatesSql = """
        SELECT COUNT(DISTINCT c.RegistrationId)
        FROM Certificates c
        WHERE c.ThemeDayId = @ThemeDayId AND c.ErasedAt IS NULL
        """;

    /// <summary>Whether a day, or one of its registrations, has mail that is to be sent still: until then nobody is erased, or they would never be told.</summary>
    public Task<bool> IsBeingToldAsync(Session session, Guid themeDayId, Guid? registrationId = null) => session.ScalarAsync<bool>(IsBeingToldSql, Of(themeDayId, registrationId));

    private const string IsBeingToldSql = """
        SELECT CASE
            WHEN EXISTS (
                SELECT 1 FROM Outbox o
                WHERE o.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR o.About = @RegistrationId) AND o.State IN ('queued', 'sending')
            ) THEN 1
            WHEN EXISTS (
                SELECT 1 FROM AnnouncementRecipients a JOIN Registrations r ON r.Id = a.RegistrationId
                WHERE r.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR r.Id = @RegistrationId)
            ) THEN 1
            ELSE 0
        END
        """;

    /// <summary>A kind of data of a day, within a write that holds the day's row.</summary>
    public async Task EraseAsync(Write write, ErasedData data, Guid themeDayId, DateTimeOffset now)
    {
        switch (data)
        {
            case ErasedData.Needs:
                await write.ExecuteAsync(NeedsSql, Of(themeDayId, null));
                break;
            case ErasedData.Mails:
                await write.ExecuteAsync(MailsSql, new { ThemeDayId = themeDayId });
                break;
            case ErasedData.Registrations:
                await EraseRegistrationsAsync(write, themeDayId, null);
                // Nobody is left to have a place; those who had one are in the frozen figures.
                await write.ExecuteAsync(PlacesSql, new { ThemeDayId = themeDayId });
                break;
            default:
                await EraseCertificatesAsync(write, themeDayId, null, now);
                break;
        }
    }

    /// <summary>All of one registration that has no place any more, its certificates too, within a write that holds the day's row.</summary>
    public async Task EraseOneAsync(Write write, Registration registration, DateTimeOffset now)
    {
        await EraseCertificatesAsync(write, registration.ThemeDayId, registration.Id, now);
        await ForgetTracesAsync(write, registration);
        await EraseRegistrationsAsync(write, registration.ThemeDayId, registration.Id);
    }

    /// <summary>Where else a person's name or address stands: in mails, in what is to be handed over, with those whom the person registered and in their mails.</summary>
    public async Task ForgetTracesAsync(Write write, Registration registration)
    {
        var takenOver = await write.ScalarAsync<bool>(TakenOverSql, new { RegistrationId = registration.Id });
        foreach (var submission in (await write.QueryAsync<Submitter>(SubmittersSql)).Where(one => IsOf(one, registration, takenOver)).ToList())
        {
            await ForgetSubmitterAsync(write, submission.Id);
        }

        var one = Of(registration.ThemeDayId, registration.Id);
        await write.ExecuteAsync(AllMailsSql, one);
        await write.ExecuteAsync(TransfersSql, one);
        await write.ExecuteAsync(WordsSql, new { RegistrationId = registration.Id });
    }

    // By name, in whatever submission: nothing else ties who submitted one to their own registration. In the person's own submission also however the name was written, where the
    // last name is the same or nobody else can have submitted it. To forget too much of who registered whom harms nobody.
    private static bool IsOf(Submitter submitter, Registration registration, bool takenOver)
    {
        var (words, last) = (SwedishOrder.Words(submitter.SubmittedBy), SwedishOrder.Words(registration.LastName));
        return words.SequenceEqual(SwedishOrder.Words(registration.FullName))
            || (submitter.Id == registration.SubmissionId && ((registration.RegisteredBy is null && !takenOver) || (words.Count > 0 && last.Count > 0 && words[^1] == last[^1])));
    }

    private static async Task ForgetSubmitterAsync(Write write, Guid submissionId)
    {
        foreach (var mail in (await write.QueryAsync<ToldFacts>(ToldOfSubmitterSql, new { SubmissionId = submissionId })).ToList())
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

    private static async Task EraseRegistrationsAsync(Write write, Guid themeDayId, Guid? registrationId)
    {
        var some = Of(themeDayId, registrationId);
        await write.ExecuteAsync(ProtectedCertificatesSql, some);
        await write.ExecuteAsync(AllMailsSql, some);
        await write.ExecuteAsync(NeedsSql, some);
        await write.ExecuteAsync(ProtectedPeopleSql, some);
        await write.ExecuteAsync(ProtectedLooksSql, some);
        await write.ExecuteAsync(AnnouncementRecipientsSql, some);
        await write.ExecuteAsync(CheckInsSql, some);
        await write.ExecuteAsync(TransfersSql, some);
        await write.ExecuteAsync(ErasureRequestsSql, some);
        await write.ExecuteAsync(WaitsSql, some);
        await write.ExecuteAsync(WaitlistGroupsSql, new { ThemeDayId = themeDayId });
        var submissions = (await write.QueryAsync<Guid>(SubmissionsSql, some)).ToList();
        await write.ExecuteAsync(RegistrationsSql, some);
        foreach (var submission in submissions)
        {
            await write.ExecuteAsync(SubmissionSql, new { SubmissionId = submission });
        }
    }

    private static async Task EraseCertificatesAsync(Write write, Guid themeDayId, Guid? registrationId, DateTimeOffset now)
    {
        await write.ExecuteAsync(SignedCertificatesSql, Of(themeDayId, registrationId));
        await write.ExecuteAsync(CertificatesSql, new { ThemeDayId = themeDayId, RegistrationId = registrationId, Now = now });
    }

    private static object Of(Guid themeDayId, Guid? registrationId) => new { ThemeDayId = themeDayId, RegistrationId = registrationId };

    // Of a day, or of one of its registrations.
    private const string TheirsSql = """
        WHERE RegistrationId IN (SELECT r.Id FROM Registrations r WHERE r.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR r.Id = @RegistrationId))
        """;

    private const string NeedsSql = "DELETE FROM Needs " + TheirsSql;

    private const string ProtectedPeopleSql = "DELETE FROM ProtectedPeople " + TheirsSql;

    private const string ProtectedLooksSql = "DELETE FROM ProtectedLooks " + TheirsSql;

    private const string AnnouncementRecipientsSql = "DELETE FROM AnnouncementRecipients " + TheirsSql;

    private const string CheckInsSql = "DELETE FROM CheckIns " + TheirsSql;

    private const string TransfersSql = "DELETE FROM Transfers " + TheirsSql;

    private const string ErasureRequestsSql = "DELETE FROM ErasureRequests " + TheirsSql;

    private const string WaitsSql = "DELETE FROM Waits " + TheirsSql;

    private const string WaitlistGroupsSql = """
        DELETE FROM WaitlistGroups
        WHERE ThemeDayId = @ThemeDayId AND NOT EXISTS (SELECT 1 FROM Waits w WHERE w.GroupId = WaitlistGroups.Id)
        """;

    // Who is in no list stays in none.
    private const string ProtectedCertificatesSql = """
        UPDATE Certificates
        SET Protected = 1
        WHERE ThemeDayId = @ThemeDayId
            AND EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = Certificates.RegistrationId AND r.Protected = 1 AND (@RegistrationId IS NULL OR r.Id = @RegistrationId))
        """;

    // What a server replied can hold the address.
    private const string MailsSql = """
        UPDATE Outbox
        SET Recipient = '', RecipientName = NULL, Facts = '{}', LastReply = NULL
        WHERE
        """ + " " + DoneMailsSql;

    // Only what was restored from a backup can be on its way still: of people who are erased nothing is sent.
    private const string AllMailsSql = """
        UPDATE Outbox
        SET Recipient = '', RecipientName = NULL, Facts = '{}', LastReply = NULL, LeasedBy = NULL, State = CASE WHEN State = 'sent' THEN 'sent' ELSE 'failed' END
        WHERE ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR About = @RegistrationId) AND Recipient <> ''
        """;

    private const string SubmissionsSql = """
        SELECT DISTINCT r.SubmissionId
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR r.Id = @RegistrationId)
        """;

    private const string RegistrationsSql = """
        DELETE FROM Registrations
        WHERE ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR Id = @RegistrationId)
        """;

    // One for several days goes with the last of them.
    private const string SubmissionSql = """
        DELETE FROM Submissions
        WHERE Id = @SubmissionId AND NOT EXISTS (SELECT 1 FROM Registrations r WHERE r.SubmissionId = Submissions.Id)
        """;

    private const string PlacesSql = """
        UPDATE Places
        SET Taken = 0
        WHERE ThemeDayId = @ThemeDayId
        """;

    private const string SubmittersSql = """
        SELECT s.Id, s.SubmittedBy
        FROM Submissions s
        WHERE s.SubmittedBy IS NOT NULL
        """;

    private const string TakenOverSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Transfers t WHERE t.RegistrationId = @RegistrationId AND t.Kind = 'handover' AND t.Outcome = 'accepted') THEN 1 ELSE 0 END
        """;

    private const string ToldOfSubmitterSql = """
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

    private const string RegisteredBySql = """
        UPDATE Registrations
        SET RegisteredBy = NULL
        WHERE SubmissionId = @SubmissionId
        """;

    private const string SubmittedBySql = """
        UPDATE Submissions
        SET SubmittedBy = NULL
        WHERE Id = @SubmissionId
        """;

    // What the person wrote may say who it is.
    private const string WordsSql = """
        UPDATE ErasureRequests
        SET Message = NULL
        WHERE RegistrationId = @RegistrationId
        """;

    private const string SignedCertificatesSql = """
        DELETE FROM SignedCertificates
        WHERE CertificateId IN (SELECT c.Id FROM Certificates c WHERE c.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR c.RegistrationId = @RegistrationId))
        """;

    private const string CertificatesSql = """
        UPDATE Certificates
        SET ErasedAt = @Now, Snapshot = '', RevocationReason = NULL, ShowsFullName = 0
        WHERE ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR RegistrationId = @RegistrationId) AND ErasedAt IS NULL
        """;

    [method: ExplicitConstructor]
    private sealed record ToldFacts(Guid Id, string Facts);

    [method: ExplicitConstructor]
    private sealed record Submitter(Guid Id, string SubmittedBy);
}
