using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Data;

/// <summary>What <see cref="WatchedDatabase"/> finds, in every test that runs a service.</summary>
public class DayLockTests
{
    private const string First = "01a225b4-0000-7000-8000-000000000001", Second = "01a225b4-0000-7000-8000-000000000002";

    [Theory]
    [InlineData(null, "SELECT Id FROM Registrations")]
    [InlineData(null, "INSERT INTO AccessLog (Id) VALUES (1)")]
    [InlineData(null, $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", "UPDATE Places SET Taken = 1")]
    [InlineData(null, $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{Second}'", "DELETE FROM Needs")]
    [InlineData(null, "INSERT INTO ThemeDays (Id) VALUES (1)", "INSERT INTO Places (Capacity) VALUES (1)")]
    [InlineData(null, $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", "SELECT Id FROM Places", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{Second}'", "DELETE FROM Needs")]
    [InlineData("begins with", "UPDATE Places SET Taken = 1")]
    [InlineData("begins with", "SELECT Id FROM Registrations", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", "DELETE FROM Needs")]
    [InlineData("order", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{Second}'", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", "DELETE FROM Needs")]
    [InlineData("another day has", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", $"UPDATE Places SET Taken = 1 WHERE ThemeDayId = '{Second}'")]
    [InlineData("another day has", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", $"INSERT INTO Places (Capacity, ThemeDayId, Participation) VALUES (1, '{Second}', 'a, b')")]
    [InlineData(null, $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", $"INSERT INTO Registrations (FirstName, ThemeDayId) VALUES ('O''Neil, Bo', '{First}')")]
    [InlineData("begins with", "UPDATE ThemeDays SET Arrivals = 1 WHERE Slug = 'x'", "UPDATE Places SET Taken = 1")]
    [InlineData(null, "UPDATE ThemeDays SET Arrivals = Arrivals", $"UPDATE Places SET Taken = 1 WHERE ThemeDayId = '{Second}'")]
    [InlineData("another day after", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{First}'", "DELETE FROM Needs", $"UPDATE ThemeDays SET Arrivals = Arrivals WHERE Id = '{Second}'")]
    public void A_write_that_changes_what_a_day_has_begins_by_locking_it(string? fault, params string[] statements)
    {
        if (fault is null)
        {
            Assert.Null(WatchedDatabase.FaultOf(statements));
        }
        else
        {
            Assert.Contains(fault, WatchedDatabase.FaultOf(statements), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_table_that_has_a_day_a_registration_or_a_certificate_is_watched_or_said_to_be_on_its_own()
    {
        await using var service = await TestService.StartAsync(seed: null);
        var tables = await service.SqliteQueryAsync<string>("""
            SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name IN ('ThemeDayId', 'RegistrationId', 'CertificateId')
            """);

        Assert.Equal(tables.Order(StringComparer.Ordinal), WatchedDatabase.OfDay.Concat(WatchedDatabase.OnItsOwn).Order(StringComparer.Ordinal));
    }
}
