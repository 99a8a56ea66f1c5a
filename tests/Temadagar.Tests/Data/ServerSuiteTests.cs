using Temadagar.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Data;

public class ServerSuiteTests
{
    [Fact]
    public async Task The_suite_runs_on_the_SQL_Server_that_it_is_given()
    {
        Assert.SkipUnless(TestServer.IsSet, $"{TestServer.Variable} is not set: the whole suite runs on SQLite, and no statement has met a SQL Server.");
        await using var service = await TestService.StartAsync();

        Assert.IsType<SqlServerDatabase>(service.Database);
        Assert.Equal(1, await service.CountAsync("sys.databases WHERE database_id = DB_ID() AND is_read_committed_snapshot_on = 1"));
        await service.AssertConsistentAsync();
    }

    [Theory]
    [InlineData("SELECT Id FROM Series LIMIT 1")]
    [InlineData("SELECT Id || '' FROM Series")]
    [InlineData("SELECT LENGTH(Name) FROM Series")]
    [InlineData("SELECT name FROM sqlite_master")]
    [InlineData("SELECT rowid FROM Series")]
    public async Task A_test_that_asks_what_only_SQLite_understands_is_refused(string sql)
    {
        Assert.SkipWhen(TestServer.IsSet, "SQL Server refuses it by itself.");
        await using var service = await TestService.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.QueryAsync<string>(sql));
    }
}
