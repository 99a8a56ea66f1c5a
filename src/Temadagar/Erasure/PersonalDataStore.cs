using Temadagar.Data;
using Temadagar.Registrations;

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
            ErasedData.Certificates => session.ScalarAsync<int>(CountCertificatesSql, parameters),
            _ => throw new ArgumentOutOfRangeException(nameof(data), data, "No rule is for it."),
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
            case ErasedData.Certificates:
                await EraseCertificatesAsync(write, themeDayId, null, now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(data), data, "No rule is for it.");
        }
    }

    // What a server replied can hold the address.
    private const string MailsSql = """
        UPDATE Outbox
        SET Recipient = '', RecipientName = NULL, Facts = '{}', LastReply = NULL
        WHERE
        """ + " " + DoneMailsSql;

    private const string PlacesSql = """
        UPDATE Places
        SET Taken = 0
        WHERE ThemeDayId = @ThemeDayId
        """;

    /// <summary>All of one registration that has no place any more, its certificates too, within a write that holds the day's row. Those whom the person registered are <see cref="ForgetSubmitter"/>'s.</summary>
    public async Task EraseOneAsync(Write write, Registration registration, DateTimeOffset now)
    {
        await EraseCertificatesAsync(write, registration.ThemeDayId, registration.Id, now);
        await ForgetTracesAsync(write, registration);
        await EraseRegistrationsAsync(write, registration.ThemeDayId, registration.Id);
    }

    /// <summary>Where else a person's name or address may stand: in mails, in what is to be handed over, and in what someone wrote about them in their own words.</summary>
    public async Task ForgetTracesAsync(Write write, Registration registration)
    {
        var one = Of(registration.ThemeDayId, registration.Id);
        await write.ExecuteAsync(AllMailsSql, one);
        await write.ExecuteAsync(TransfersSql, one);
        var id = new { RegistrationId = registration.Id };
        await write.ExecuteAsync(RequestWordsSql, id);
        await write.ExecuteAsync(OfferWordsSql, id);
        await write.ExecuteAsync(MoveWordsSql, id);
        await write.ExecuteAsync(RevocationWordsSql, id);
    }

    private const string RequestWordsSql = """
        UPDATE ErasureRequests
        SET Message = NULL, Answer = NULL
        WHERE RegistrationId = @RegistrationId
        """;

    private const string OfferWordsSql = """
        UPDATE Waits
        SET OfferReason = NULL
        WHERE RegistrationId = @RegistrationId
        """;

    private const string MoveWordsSql = """
        UPDATE WaitlistGroups
        SET MoveReason = NULL
        WHERE Id IN (SELECT w.GroupId FROM Waits w WHERE w.RegistrationId = @RegistrationId)
        """;

    private const string RevocationWordsSql = """
        UPDATE Certificates
        SET RevocationReason = NULL
        WHERE RegistrationId = @RegistrationId
        """;

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

    // Who is in no list stays in none.
    private const string ProtectedCertificatesSql = """
        UPDATE Certificates
        SET Protected = 1
        WHERE ThemeDayId = @ThemeDayId
            AND EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = Certificates.RegistrationId AND r.Protected = 1 AND (@RegistrationId IS NULL OR r.Id = @RegistrationId))
        """;

    // Only what was restored from a backup can be on its way still: of people who are erased nothing is sent.
    private const string AllMailsSql = """
        UPDATE Outbox
        SET Recipient = '', RecipientName = NULL, Facts = '{}', LastReply = NULL, LeasedBy = NULL, State = CASE WHEN State = 'sent' THEN 'sent' ELSE 'failed' END
        WHERE ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR About = @RegistrationId) AND Recipient <> ''
        """;

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

    private static async Task EraseCertificatesAsync(Write write, Guid themeDayId, Guid? registrationId, DateTimeOffset now)
    {
        await write.ExecuteAsync(SignedCertificatesSql, Of(themeDayId, registrationId));
        await write.ExecuteAsync(CertificatesSql, new { ThemeDayId = themeDayId, RegistrationId = registrationId, Now = now });
    }

    private const string SignedCertificatesSql = """
        DELETE FROM SignedCertificates
        WHERE CertificateId IN (SELECT c.Id FROM Certificates c WHERE c.ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR c.RegistrationId = @RegistrationId))
        """;

    private const string CertificatesSql = """
        UPDATE Certificates
        SET ErasedAt = @Now, Snapshot = '', RevocationReason = NULL, ShowsFullName = 0
        WHERE ThemeDayId = @ThemeDayId AND (@RegistrationId IS NULL OR RegistrationId = @RegistrationId) AND ErasedAt IS NULL
        """;

    private static object Of(Guid themeDayId, Guid? registrationId) => new { ThemeDayId = themeDayId, RegistrationId = registrationId };
}
