using Dapper;
using Temadagar.Data;
using Temadagar.Needs;

namespace Temadagar.Registrations;

public sealed class RegistrationStore(Database database, NeedsStore needs)
{
    private const string NoEmail = "";

    private const string SelectSql = """
        SELECT r.Id, r.SubmissionId, r.ThemeDayId, r.Participation, r.Status, r.FirstName, r.LastName, NULLIF(r.Email, '') AS Email, r.Organization,
            r.Profession, r.Sector, r.Language, r.Municipality, r.Phone, r.RegisteredAt, r.CancelledAt,
            r.LinkGeneration, r.CalendarSequence, r.RepeatedMails, s.Receipt, r.RegisteredBy, r.CheckInCode, r.Changes, r.ChoiceId
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        """;

    public Task<Registration?> FindAsync(Session session, Guid id) => session.FindAsync<Registration>(FindSql, new { Id = id });

    private const string FindSql = SelectSql + """

        WHERE r.Id = @Id
        """;

    /// <summary>The registration that an address has on a day; a cancelled one does not count.</summary>
    public Task<Registration?> FindByAddressAsync(Session session, Guid themeDayId, string emailNormalized) =>
        session.FindAsync<Registration>(FindByAddressSql, new { ThemeDayId = themeDayId, EmailNormalized = emailNormalized });

    private const string FindByAddressSql = SelectSql + """

        WHERE r.ThemeDayId = @ThemeDayId AND r.EmailNormalized = @EmailNormalized AND r.Status <> 'cancelled'
        """;

    /// <summary>All of one person's alternatives, whatever has become of them.</summary>
    public async Task<IReadOnlyList<Registration>> OfChoiceAsync(Session session, Guid choiceId) =>
        [.. await session.QueryAsync<Registration>(OfChoiceSql, new { ChoiceId = choiceId })];

    private const string OfChoiceSql = SelectSql + """

        WHERE r.ChoiceId = @ChoiceId
        ORDER BY r.Id
        """;

    public Task AddSubmissionAsync(Write write, Guid id, string receipt, string? submittedBy, DateTimeOffset now) =>
        write.ExecuteAsync(AddSubmissionSql, new { Id = id, Receipt = receipt, SubmittedBy = submittedBy, Now = now });

    private const string AddSubmissionSql = """
        INSERT INTO Submissions (Id, Receipt, SubmittedBy, SubmittedAt)
        VALUES (@Id, @Receipt, @SubmittedBy, @Now)
        """;

    /// <param name="emailNormalized">Null where the person has no address.</param>
    /// <exception cref="System.Data.Common.DbException">The address is registered on that day already (unique violation).</exception>
    public Task AddAsync(Write write, Registration registration, PersonKeys keys, string? emailNormalized) =>
        write.ExecuteAsync(AddSql, new
        {
            registration.Id,
            registration.SubmissionId,
            registration.ThemeDayId,
            Participation = Code.Of(registration.Participation),
            Status = Code.Of(registration.Status),
            registration.FirstName,
            registration.LastName,
            Email = registration.Email ?? NoEmail,
            EmailNormalized = emailNormalized ?? NormalizedWithout(registration.Id),
            registration.Organization,
            registration.Profession,
            Sector = Code.Of(registration.Sector),
            Language = Code.Of(registration.Language),
            registration.Municipality,
            registration.Phone,
            registration.RegisteredAt,
            registration.LinkGeneration,
            registration.CalendarSequence,
            keys.SortName,
            keys.SortOrganization,
            keys.SearchText,
            registration.CheckInCode,
            registration.ChoiceId,
            registration.RegisteredBy,
        });

    private const string AddSql = """
        INSERT INTO Registrations (Id, SubmissionId, ThemeDayId, Participation, Status, FirstName, LastName, Email, EmailNormalized,
            Organization, Profession, Sector, Language, Municipality, Phone, RegisteredAt, LinkGeneration, CalendarSequence, RepeatedMails,
            SortName, SortOrganization, SearchText, CheckInCode, ChoiceId, RegisteredBy)
        VALUES (@Id, @SubmissionId, @ThemeDayId, @Participation, @Status, @FirstName, @LastName, @Email, @EmailNormalized,
            @Organization, @Profession, @Sector, @Language, @Municipality, @Phone, @RegisteredAt, @LinkGeneration, @CalendarSequence, 0,
            @SortName, @SortOrganization, @SearchText, @CheckInCode, @ChoiceId, @RegisteredBy)
        """;

    /// <summary>Corrects who it is. The receipt, the day, the way of taking part and the status stay.</summary>
    /// <exception cref="System.Data.Common.DbException">The address is registered on that day already (unique violation).</exception>
    public Task CorrectAsync(Write write, Registration registration, string? emailNormalized)
    {
        var keys = PersonKeys.Of(registration.FirstName, registration.LastName, registration.Organization, registration.Receipt);
        return write.ExecuteAsync(CorrectSql, new
        {
            registration.Id,
            registration.FirstName,
            registration.LastName,
            Email = registration.Email ?? NoEmail,
            EmailNormalized = emailNormalized ?? NormalizedWithout(registration.Id),
            registration.Organization,
            registration.Profession,
            Sector = Code.Of(registration.Sector),
            Language = Code.Of(registration.Language),
            registration.Municipality,
            registration.Phone,
            registration.LinkGeneration,
            registration.CalendarSequence,
            keys.SortName,
            keys.SortOrganization,
            keys.SearchText,
            registration.CheckInCode,
            registration.Changes,
            registration.ChoiceId,
            registration.RegisteredBy,
        });
    }

    private const string CorrectSql = """
        UPDATE Registrations
        SET FirstName = @FirstName, LastName = @LastName, Email = @Email, EmailNormalized = @EmailNormalized, Organization = @Organization,
            Profession = @Profession, Sector = @Sector, Language = @Language, Municipality = @Municipality, Phone = @Phone,
            LinkGeneration = @LinkGeneration, CalendarSequence = @CalendarSequence, SortName = @SortName, SortOrganization = @SortOrganization, SearchText = @SearchText, CheckInCode = @CheckInCode,
            Changes = @Changes, ChoiceId = @ChoiceId, RegisteredBy = @RegisteredBy
        WHERE Id = @Id
        """;

    /// <summary>
    /// Notes that the person is told of a repeated registration; false if the address has been told of the day since
    /// <paramref name="since"/>, be it about a registration that was cancelled.
    /// </summary>
    public async Task<bool> NoteRepeatedAsync(Write write, Guid id, DateTimeOffset now, DateTimeOffset since) =>
        await write.ExecuteAsync(NoteRepeatedSql, new { Id = id, Now = now, Since = since }) == 1;

    private const string NoteRepeatedSql = """
        UPDATE Registrations
        SET RepeatedMails = RepeatedMails + 1, RepeatedMailAt = @Now
        WHERE Id = @Id AND NOT EXISTS (
            SELECT 1
            FROM Registrations told
            WHERE told.ThemeDayId = Registrations.ThemeDayId AND told.EmailNormalized = Registrations.EmailNormalized
                AND told.RepeatedMailAt > @Since)
        """;

    /// <summary>Cancels it, if it is in the status that was read. What the person needs at the day is forgotten.</summary>
    public async Task CancelAsync(Write write, Registration registration, CancelReason reason, int? calendarSequence, DateTimeOffset now)
    {
        await needs.ForgetAsync(write, registration.Id);
        await write.ExecuteAsync(CancelSql, new
        {
            registration.Id,
            Was = Code.Of(registration.Status),
            Reason = Code.Of(reason),
            CalendarSequence = calendarSequence,
            Now = now,
        });
    }

    private const string CancelSql = """
        UPDATE Registrations
        SET Status = 'cancelled', CancelledAt = @Now, CancelReason = @Reason, CalendarSequence = @CalendarSequence
        WHERE Id = @Id AND Status = @Was
        """;

    /// <summary>Another status or way of taking part, and the mail that tells of it. Waits that end with it must have ended before.</summary>
    public async Task ChangeAsync(Write write, Registration changed)
    {
        await write.ExecuteAsync(ChangeSql, new
        {
            changed.Id,
            Status = Code.Of(changed.Status),
            Participation = Code.Of(changed.Participation),
            changed.CalendarSequence,
            changed.Changes,
        });
        await needs.ForgetUnlessOnSiteAsync(write, changed.Id);
    }

    private const string ChangeSql = """
        UPDATE Registrations
        SET Status = @Status, Participation = @Participation, CalendarSequence = @CalendarSequence, Changes = @Changes
        WHERE Id = @Id
        """;

    /// <summary>Another generation of its link: those before open nothing any more.</summary>
    public Task RenewLinkAsync(Write write, Registration renewed) =>
        write.ExecuteAsync(RenewLinkSql, new { renewed.Id, renewed.LinkGeneration, renewed.Changes });

    private const string RenewLinkSql = """
        UPDATE Registrations
        SET LinkGeneration = @LinkGeneration, Changes = @Changes
        WHERE Id = @Id
        """;

    /// <summary>The registrations of an address, but for the cancelled, in the order they were made.</summary>
    public async Task<IReadOnlyList<Registration>> OfAddressAsync(Session session, string emailNormalized) =>
        [.. await session.QueryAsync<Registration>(OfAddressSql, new { EmailNormalized = emailNormalized })];

    private const string OfAddressSql = SelectSql + """

        WHERE r.EmailNormalized = @EmailNormalized AND r.Status <> 'cancelled'
        ORDER BY r.RegisteredAt, r.Id
        """;

    /// <summary>The cancelled registrations of an address, the latest first.</summary>
    public async Task<IReadOnlyList<Registration>> CancelledOfAddressAsync(Session session, string emailNormalized) =>
        [.. await session.QueryAsync<Registration>(CancelledOfAddressSql, new { EmailNormalized = emailNormalized })];

    private const string CancelledOfAddressSql = SelectSql + """

        WHERE r.EmailNormalized = @EmailNormalized AND r.Status = 'cancelled'
        ORDER BY r.RegisteredAt DESC, r.Id DESC
        """;

    /// <summary>Whether its person has protected identity, and so is in nobody's list by now.</summary>
    public Task<bool> IsProtectedAsync(Session session, Guid id) => session.ScalarAsync<bool>(IsProtectedSql, new { Id = id });

    private const string IsProtectedSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = @Id AND r.Protected = 1) THEN 1 ELSE 0 END
        """;

    /// <summary>Whether the person has been seen at the day (Attendance).</summary>
    public Task<bool> HasComeAsync(Session session, Guid id) => session.ScalarAsync<bool>(HasComeSql, new { Id = id });

    private const string HasComeSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM CheckIns c WHERE c.RegistrationId = @Id AND c.Kind = 'in' AND c.UndoneAt IS NULL) THEN 1 ELSE 0 END
        """;

    /// <summary>Whether anyone has registered: then what they chose from must not be replaced.</summary>
    public Task<bool> AnyAsync(Session session) => session.ScalarAsync<bool>(AnySql);

    private const string AnySql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM Registrations) THEN 1 ELSE 0 END
        """;

    /// <summary>Places whose counter of taken ones is not the number of confirmed registrations and of offers that stand. Zero, unless something is broken.</summary>
    public Task<int> DriftedCountersAsync(Session session) => session.ScalarAsync<int>(DriftedCountersSql);

    private const string DriftedCountersSql = """
        SELECT COUNT(*)
        FROM Places p
        WHERE p.Taken <> (
            SELECT COUNT(*)
            FROM Registrations r
            WHERE r.ThemeDayId = p.ThemeDayId AND r.Participation = p.Participation AND r.Status = 'confirmed'
        ) + (
            SELECT COUNT(*)
            FROM Waits w
            WHERE w.ThemeDayId = p.ThemeDayId AND w.Participation = p.Participation AND w.OfferedAt IS NOT NULL AND w.EndedAt IS NULL)
        """;

    // Those without an address share none: the one-address-a-day index must let any number of them in.
    private static string NormalizedWithout(Guid id) => id.ToString();

    /// <summary>Those who cannot be searched for, or have no code for the check-in.</summary>
    public async Task<IReadOnlyList<NamesOnly>> WithoutKeysAsync(Session session, int take) => [.. await session.QueryAsync<NamesOnly>(database.Page(WithoutKeysSql), new { Take = take })];

    private const string WithoutKeysSql = """
        SELECT r.Id, r.ThemeDayId, r.FirstName, r.LastName, r.Organization, s.Receipt
        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        WHERE r.Id IN (
            SELECT Id FROM Registrations WHERE SearchText = ''
            UNION
            SELECT Id FROM Registrations WHERE CheckInCode IS NULL)
        ORDER BY r.Id
        """;

    /// <summary>Gives them to whoever is still called so: one who was corrected meanwhile has the keys of the names of now.</summary>
    public Task FillAsync(Write write, NamesOnly person, PersonKeys keys, string checkInCode) => write.ExecuteAsync(FillSql, new
    {
        person.Id,
        person.FirstName,
        person.LastName,
        person.Organization,
        keys.SortName,
        keys.SortOrganization,
        keys.SearchText,
        CheckInCode = checkInCode,
    });

    private const string FillSql = """
        UPDATE Registrations
        SET SortName = @SortName, SortOrganization = @SortOrganization, SearchText = @SearchText, CheckInCode = COALESCE(CheckInCode, @CheckInCode)
        WHERE Id = @Id AND FirstName = @FirstName AND LastName = @LastName AND Organization = @Organization
        """;

    /// <summary>A new version of every calendar entry of the day that someone has.</summary>
    public Task RaiseCalendarsAsync(Write write, Guid themeDayId) => write.ExecuteAsync(RaiseCalendarsSql, new { ThemeDayId = themeDayId });

    private const string RaiseCalendarsSql = """
        UPDATE Registrations
        SET CalendarSequence = CalendarSequence + 1
        WHERE ThemeDayId = @ThemeDayId AND Status = 'confirmed'
        """;

    /// <summary>A first calendar entry for those with a place who have none, since the day had no date.</summary>
    public Task StartCalendarsAsync(Write write, Guid themeDayId) => write.ExecuteAsync(StartCalendarsSql, new { ThemeDayId = themeDayId });

    private const string StartCalendarsSql = """
        UPDATE Registrations
        SET CalendarSequence = 0
        WHERE ThemeDayId = @ThemeDayId AND Status = 'confirmed' AND CalendarSequence IS NULL
        """;
}

/// <summary>Whose keys are made of what they are called.</summary>
[method: ExplicitConstructor]
public sealed record NamesOnly(Guid Id, Guid ThemeDayId, string FirstName, string LastName, string Organization, string Receipt);
