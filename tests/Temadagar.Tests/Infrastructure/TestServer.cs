using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DbUp;
using Microsoft.Data.SqlClient;

[assembly: AssemblyFixture(typeof(Temadagar.Tests.Infrastructure.TestServer))]

namespace Temadagar.Tests.Infrastructure;

/// <summary>
/// The SQL Server of <c>TEMADAGAR_TEST_SQLSERVER</c>, a connection string without a database: where it is set, every <see cref="TestService"/> runs there, in a database of its own
/// that is dropped after.
/// </summary>
public sealed class TestServer : IDisposable
{
    public const string Variable = "TEMADAGAR_TEST_SQLSERVER";

    private static readonly string? ConnectionString = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;
    private static readonly string Run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
    private static readonly string LinkKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly Lazy<TestSigner> Certificate = new(() => TestSigner.Rsa());
    private static readonly ConcurrentDictionary<string, string> Made = new(StringComparer.Ordinal);

    public static bool IsSet => ConnectionString is not null;

    /// <param name="folder">A data folder has its database, which is there when the service starts on it again.</param>
    internal static string[] Settings(string folder) => ConnectionString is null ? [] :
    [
        "--Database:Provider=SqlServer",
        $"--ConnectionStrings:Temadagar={Made.GetOrAdd(folder, DatabaseOf)}",
        $"--Site:LinkKey={LinkKey}",
        $"--Keys:Certificate:File={Certificate.Value.File}",
        $"--Keys:Certificate:Password={TestSigner.Password}",
    ];

    internal static void Drop(string folder)
    {
        if (Made.TryRemove(folder, out var database))
        {
            DropDatabase.For.SqlDatabase(database);
        }
    }

    public void Dispose()
    {
        Made.Keys.ToList().ForEach(Drop);
        if (Certificate.IsValueCreated)
        {
            Certificate.Value.Dispose();
        }
    }

    private static string DatabaseOf(string folder) => new SqlConnectionStringBuilder(ConnectionString)
    {
        InitialCatalog = $"temadagar-test-{Run}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12]}",
    }.ConnectionString;
}
