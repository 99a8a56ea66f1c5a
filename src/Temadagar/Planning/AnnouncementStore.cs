using Dapper;
using Temadagar.Attendance;
using Temadagar.Data;
using Temadagar.Registrations;

namespace Temadagar.Planning;

/// <summary>A mail to all on a day, on its way into the outbox.</summary>
/// <param name="Kind">Of the mail.</param>
/// <param name="Sequence">Of the change or the message among those of its kind and day: a person is told of it once.</param>
/// <param name="Facts">JSON, a snapshot.</param>
[method: ExplicitConstructor]
public sealed record Announcement(Guid Id, string Kind, int Sequence, string Facts);

/// <summary>Whom of a day a mail is for.</summary>
/// <param name="Attended">Only those who were seen there, or only those who were not; null: both.</param>
public sealed record ToldGroup(RegistrationStatus Status, bool? Attended = null);

/// <param name="CalendarSequence">Of the calendar entry that goes with the mail; null: none does.</param>
[method: ExplicitConstructor]
public sealed record AnnouncementRecipient(Guid RegistrationId, int? CalendarSequence);

/// <summary>
/// Whom the changes of days have still to be told. The change itself writes down, in one statement each, whom it concerns; their
/// mails are then queued a few hundred at a time, so that a day of a hundred thousand does not hold the one writer.
/// </summary>
public sealed class AnnouncementStore(Database database)
{
    /// <summary>Notes all who are confirmed or wait, with the calendar entries they have now.</summary>
    public async Task AddAsync(Write write, Announcement announcement, Guid themeDayId, DateTimeOffset now)
    {
        await write.ExecuteAsync(AddSql, new { announcement.Id, announcement.Kind, announcement.Sequence, announcement.Facts, Now = now });
        await write.ExecuteAsync(AddRecipientsSql, new { announcement.Id, ThemeDayId = themeDayId });
    }

    private const string AddSql = """
        INSERT INTO Announcements (Id, Kind, Sequence, Facts, CreatedAt)
        VALUES (@Id, @Kind, @Sequence, @Facts, @Now)
        """;

    private const string AddRecipientsSql = """
        INSERT INTO AnnouncementRecipients (AnnouncementId, RegistrationId, CalendarSequence)
        SELECT @Id, r.Id, r.CalendarSequence
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.Status IN ('confirmed', 'waitlisted')
        """;

    /// <summary>Notes those of a group, without calendar entries. Nobody without an address: they are told by telephone.</summary>
    /// <returns>How many they are.</returns>
    public async Task<int> AddAsync(Write write, Announcement announcement, Guid themeDayId, ToldGroup group, DateTimeOffset now)
    {
        await write.ExecuteAsync(AddSql, new { announcement.Id, announcement.Kind, announcement.Sequence, announcement.Facts, Now = now });
        return await write.ExecuteAsync(AddRecipientsOfGroupSql, new { announcement.Id, ThemeDayId = themeDayId, Status = Code.Of(group.Status), group.Attended });
    }

    private const string AddRecipientsOfGroupSql = """
        INSERT INTO AnnouncementRecipients (AnnouncementId, RegistrationId, CalendarSequence)
        SELECT @Id, r.Id, NULL
        FROM Registrations r
        WHERE r.Email <> '' AND
        """ + " " + GroupSql;

    /// <summary>Those of a group among <c>Registrations r</c>. Nobody is absent from a way of taking part that has not been recorded.</summary>
    public const string GroupSql = """
        r.ThemeDayId = @ThemeDayId AND r.Status = @Status AND (@Attended IS NULL
            OR (@Attended = 1 AND EXISTS (
                SELECT 1
                FROM CheckIns c
                WHERE c.ThemeDayId = r.ThemeDayId AND c.RegistrationId = r.Id AND c.Kind = 'in' AND c.UndoneAt IS NULL))
            OR (@Attended = 0 AND NOT EXISTS (
                SELECT 1
                FROM CheckIns c
                WHERE c.ThemeDayId = r.ThemeDayId AND c.RegistrationId = r.Id AND c.Kind = 'in' AND c.UndoneAt IS NULL)
                AND
        """ + " " + CheckInStore.RecordedSql + "))";

    /// <summary>The oldest that are not yet in the outbox as a whole.</summary>
    public async Task<IReadOnlyList<Announcement>> NextAsync(Session session, int take) =>
        [.. await session.QueryAsync<Announcement>(database.Page(NextSql), new { Take = take })];

    private const string NextSql = """
        SELECT Id, Kind, Sequence, Facts
        FROM Announcements
        ORDER BY CreatedAt, Id
        """;

    /// <summary>The first statement of a write that works on it: false where another has finished it.</summary>
    public async Task<bool> LockAsync(Write write, Guid id) => await write.ExecuteAsync(LockSql, new { Id = id }) == 1;

    private const string LockSql = """
        UPDATE Announcements
        SET Kind = Kind
        WHERE Id = @Id
        """;

    public async Task<IReadOnlyList<AnnouncementRecipient>> RecipientsAsync(Session session, Guid id, int take) =>
        [.. await session.QueryAsync<AnnouncementRecipient>(database.Page(RecipientsSql), new { Id = id, Take = take })];

    private const string RecipientsSql = """
        SELECT RegistrationId, CalendarSequence
        FROM AnnouncementRecipients
        WHERE AnnouncementId = @Id
        ORDER BY RegistrationId
        """;

    public Task RemoveRecipientAsync(Write write, Guid id, Guid registrationId) =>
        write.ExecuteAsync(RemoveRecipientSql, new { Id = id, RegistrationId = registrationId });

    private const string RemoveRecipientSql = """
        DELETE FROM AnnouncementRecipients
        WHERE AnnouncementId = @Id AND RegistrationId = @RegistrationId
        """;

    public Task RemoveAsync(Write write, Guid id) => write.ExecuteAsync(RemoveSql, new { Id = id });

    private const string RemoveSql = """
        DELETE FROM Announcements
        WHERE Id = @Id
        """;
}
