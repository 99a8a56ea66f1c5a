using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Temadagar.Data;
using Temadagar.Keys;

namespace Temadagar.Needs;

/// <summary>
/// Keeps what people need, sealed: the database and its copies hold nothing that can be read without the keys, which lie outside it. Each is sealed for its own registration
/// and opens for no other.
/// </summary>
public sealed class NeedsStore(IDataProtectionProvider protection)
{
    private const string Purpose = "Temadagar.Needs";

    private readonly SealedJson<PersonNeeds> box = new(protection, Purpose);

    /// <summary>What is held of a registration; <see cref="PersonNeeds.None"/> where nothing is. Null: its key is gone, and nobody can open it.</summary>
    public async Task<PersonNeeds?> FindAsync(Session session, Guid registrationId) =>
        await session.FindAsync<byte[]?>(FindSql, new { RegistrationId = registrationId }) is { } held ? box.Open(registrationId, held) : PersonNeeds.None;

    private const string FindSql = """
        SELECT n.Sealed
        FROM Needs n
        WHERE n.RegistrationId = @RegistrationId
        """;

    /// <summary>Keeps it for a registration of which nothing is held.</summary>
    public Task AddAsync(Write write, Guid registrationId, PersonNeeds needs) => needs == PersonNeeds.None
        ? Task.CompletedTask
        : write.ExecuteAsync(AddSql, new { RegistrationId = registrationId, Sealed = box.Seal(registrationId, needs) });

    private const string AddSql = """
        INSERT INTO Needs (RegistrationId, Sealed)
        VALUES (@RegistrationId, @Sealed)
        """;

    /// <summary>Keeps it in place of what was held.</summary>
    public async Task ReplaceAsync(Write write, Guid registrationId, PersonNeeds needs)
    {
        await ForgetAsync(write, registrationId);
        await AddAsync(write, registrationId, needs);
    }

    public Task ForgetAsync(Write write, Guid registrationId) => write.ExecuteAsync(ForgetSql, new { RegistrationId = registrationId });

    private const string ForgetSql = """
        DELETE FROM Needs
        WHERE RegistrationId = @RegistrationId
        """;

    /// <summary>Whether the person has a place on site, or waits for one: else nobody needs to know.</summary>
    public Task<bool> IsOnSiteAsync(Session session, Guid registrationId) => session.ScalarAsync<bool>(IsOnSiteSql, new { RegistrationId = registrationId });

    private const string IsOnSiteSql = "SELECT CASE WHEN " + OnSiteSql + " THEN 1 ELSE 0 END";

    private const string OnSiteSql = """
        EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = @RegistrationId AND r.Status = 'confirmed' AND r.Participation = 'onSite')
            OR EXISTS (SELECT 1 FROM Waits w WHERE w.RegistrationId = @RegistrationId AND w.Participation = 'onSite' AND w.EndedAt IS NULL)
        """;

    /// <summary>Forgets what nobody needs to know any more, after a change of the registration or of its waits.</summary>
    public Task ForgetUnlessOnSiteAsync(Write write, Guid registrationId) => write.ExecuteAsync(ForgetUnlessOnSiteSql, new { RegistrationId = registrationId });

    private const string ForgetUnlessOnSiteSql = """
        DELETE FROM Needs
        WHERE RegistrationId = @RegistrationId AND NOT (
        """ + " " + OnSiteSql + ")";

    /// <summary>What those need who have a place on site.</summary>
    public async Task<HeldNeeds> OfDayAsync(Session session, Guid themeDayId)
    {
        var all = (await session.QueryAsync<SealedNeeds>(OfDaySql, new { ThemeDayId = themeDayId })).Select(held => box.Open(held.RegistrationId, held.Sealed)).ToList();
        return new HeldNeeds([.. all.OfType<PersonNeeds>()], all.Count(needs => needs is null));
    }

    private const string OfDaySql = """
        SELECT n.RegistrationId, n.Sealed
        FROM Needs n
        JOIN Registrations r ON r.Id = n.RegistrationId
        WHERE r.ThemeDayId = @ThemeDayId AND r.Status = 'confirmed' AND r.Participation = 'onSite'
        """;

    /// <summary>How many have a place on site.</summary>
    public Task<int> CountOnSiteAsync(Session session, Guid themeDayId) => session.ScalarAsync<int>(CountOnSiteSql, new { ThemeDayId = themeDayId });

    private const string CountOnSiteSql = """
        SELECT COUNT(*)
        FROM Registrations r
        WHERE r.ThemeDayId = @ThemeDayId AND r.Status = 'confirmed' AND r.Participation = 'onSite'
        """;
}

/// <param name="Unreadable">How many cannot be opened, because their key is gone.</param>
public sealed record HeldNeeds(IReadOnlyList<PersonNeeds> People, int Unreadable);

[method: ExplicitConstructor]
internal sealed record SealedNeeds(Guid RegistrationId, byte[] Sealed);
