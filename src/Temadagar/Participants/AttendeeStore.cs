using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Participants;

/// <summary>How a list of people is put in order.</summary>
public enum AttendeeSort
{
    Name,
    Organization,

    /// <summary>The latest first.</summary>
    RegisteredAt,
}

/// <summary>A page of a list that was asked for.</summary>
/// <param name="Words">What each person shown has a word that begins with, as <see cref="Texts.SwedishOrder.Words"/> writes them; at most <see cref="MaxWords"/>.</param>
/// <param name="After">Where the page before ended; null: the first page.</param>
public sealed record AttendeePage(RegistrationStatus? Status, IReadOnlyList<string> Words, AttendeeSort Sort, AttendeePlace? After, int Take)
{
    public const int MaxWords = 4;
}

public sealed class AttendeeStore(Database database)
{
    private const string ColumnsSql = """
        r.Id, r.FirstName, r.LastName, r.Organization, r.Status, r.Participation, NULLIF(r.Email, '') AS Email, r.Phone, r.Profession, r.Sector,
            r.Municipality, r.Language, r.RegisteredAt, s.Receipt, r.RegisteredBy AS SubmittedBy, r.SortName, r.SortOrganization,
        """;

    private const string FromSql = """

        FROM Registrations r
        JOIN Submissions s ON s.Id = r.SubmissionId
        """;

    private const string SelectSql = "SELECT " + ColumnsSql + """

            CASE WHEN EXISTS (SELECT 1 FROM Outbox o WHERE o.About = r.Id AND o.Recipient = r.Email AND o.State = 'failed') THEN 1 ELSE 0 END AS MailFailed
        """ + FromSql;

    // The rows that VisiblePeople lets out.
    private const string VisibleSql = """
        (r.Protected = 0 OR @Protected = 1)
        """;

    private const string OfDaySql = """

        WHERE r.ThemeDayId = @ThemeDayId AND (@Status IS NULL OR r.Status = @Status) AND
        """ + " " + VisibleSql;

    // The words before what else is asked: most of a long list falls at the first of them. Who is not shown the receipt cannot ask for it, digit by digit.
    private const string FoundSql = """

        WHERE r.SearchText LIKE @Word1 AND r.SearchText LIKE @Word2 AND r.SearchText LIKE @Word3 AND r.SearchText LIKE @Word4
            AND (@ByReceipt = 1 OR (
                REPLACE(r.SearchText, REPLACE(LOWER(s.Receipt), '-', ' '), '') LIKE @Word1 AND REPLACE(r.SearchText, REPLACE(LOWER(s.Receipt), '-', ' '), '') LIKE @Word2
                AND REPLACE(r.SearchText, REPLACE(LOWER(s.Receipt), '-', ' '), '') LIKE @Word3 AND REPLACE(r.SearchText, REPLACE(LOWER(s.Receipt), '-', ' '), '') LIKE @Word4))
            AND r.ThemeDayId = @ThemeDayId AND (@Status IS NULL OR r.Status = @Status) AND
        """ + " " + VisibleSql;

    public Task<int> CountAsync(Session session, Guid themeDayId, RegistrationStatus? status, VisiblePeople visible) =>
        session.ScalarAsync<int>(CountSql, Of(themeDayId, status, visible));

    private const string CountSql = """
        SELECT COUNT(*)
        FROM Registrations r
        """ + OfDaySql;

    /// <summary>
    /// The people of a day in Swedish order, a row at a time, in the order of an index: nothing is sorted first. Whether a mail failed is not looked up, since none of what is made
    /// of them says so.
    /// </summary>
    /// <param name="status">Null: all.</param>
    public IAsyncEnumerable<Attendee> StreamAsync(Session session, Guid themeDayId, RegistrationStatus? status, VisiblePeople visible) =>
        session.StreamAsync<Attendee>(StreamSql, Of(themeDayId, status, visible));

    private const string StreamSql = "SELECT " + ColumnsSql + " 0 AS MailFailed" + FromSql + OfDaySql + """

        ORDER BY r.SortName, r.Id
        """;

    /// <summary>One page of a day's people. Page 1,000 costs what page 1 does: it begins in the index where the page before ended.</summary>
    public async Task<IReadOnlyList<Attendee>> PageAsync(Session session, Guid themeDayId, VisiblePeople visible, AttendeePage page)
    {
        var parameters = Of(themeDayId, page.Status, visible);
        for (var i = 0; i < AttendeePage.MaxWords; i++)
        {
            parameters.Add($"Word{i + 1}", i < page.Words.Count ? $"% {page.Words[i]}%" : "%");
        }

        parameters.Add("Take", page.Take);
        parameters.Add("AfterId", page.After?.Id ?? Guid.Empty);
        parameters.Add("After", page.After?.Key ?? "");
        parameters.Add("ByReceipt", visible.ByReceipt);
        parameters.Add("Since", page.After?.RegisteredAt ?? DateTimeOffset.MaxValue);
        return [.. page.Sort switch
        {
            AttendeeSort.Organization => await session.QueryAsync<Attendee>(database.Page(ByOrganizationSql), parameters),
            AttendeeSort.RegisteredAt => await session.QueryAsync<Attendee>(database.Page(ByRegisteredSql), parameters),
            _ => await session.QueryAsync<Attendee>(database.Page(ByNameSql), parameters),
        }];
    }

    // The first comparison is the one an index can begin at; the second passes over those of the same key.
    private const string ByNameSql = SelectSql + FoundSql + """

            AND r.SortName >= @After AND (r.SortName > @After OR r.Id > @AfterId)
        ORDER BY r.SortName, r.Id
        """;

    private const string ByOrganizationSql = SelectSql + FoundSql + """

            AND r.SortOrganization >= @After AND (r.SortOrganization > @After OR r.Id > @AfterId)
        ORDER BY r.SortOrganization, r.Id
        """;

    private const string ByRegisteredSql = SelectSql + FoundSql + """

            AND r.RegisteredAt <= @Since AND (r.RegisteredAt < @Since OR r.Id < @AfterId)
        ORDER BY r.RegisteredAt DESC, r.Id DESC
        """;

    /// <summary>A person, if visible.</summary>
    public Task<Attendee?> FindAsync(Session session, Guid id, VisiblePeople visible) =>
        session.FindAsync<Attendee>(FindSql, new { Id = id, visible.Protected });

    private const string FindSql = SelectSql + """

        WHERE r.Id = @Id AND
        """ + " " + VisibleSql;

    /// <summary>The slug of the day that a registration is for.</summary>
    public Task<string?> SlugOfAsync(Session session, Guid id) => session.ScalarAsync<string>(SlugOfSql, new { Id = id });

    private const string SlugOfSql = """
        SELECT d.Slug
        FROM Registrations r
        JOIN ThemeDays d ON d.Id = r.ThemeDayId
        WHERE r.Id = @Id
        """;

    private static Dapper.DynamicParameters Of(Guid themeDayId, RegistrationStatus? status, VisiblePeople visible) =>
        new(new { ThemeDayId = themeDayId, Status = status is { } value ? Code.Of(value) : null, visible.Protected });
}
