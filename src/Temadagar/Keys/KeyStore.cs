using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Temadagar.Data;

namespace Temadagar.Keys;

/// <summary>
/// The keys of Data Protection in the database, the same for every instance: for SQL Server. They come here encrypted with the key certificate, so that the database alone opens
/// nothing.
/// </summary>
public sealed class KeyStore(Database database, TimeProvider clock) : IXmlRepository
{
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() => Apart(async () =>
    {
        await using var read = await database.OpenReadAsync();
        return (await read.QueryAsync<string>(AllSql)).Select(XElement.Parse).ToList();
    });

    private const string AllSql = """
        SELECT Xml
        FROM ProtectionKeys
        ORDER BY StoredAt
        """;

    /// <exception cref="DatabaseUnavailableException">The database cannot take it now.</exception>
    public void StoreElement(XElement element, string friendlyName)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        Apart(() => database.WriteAsync(write => write.ExecuteAsync(
            StoreSql, new { Id = id, Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), StoredAt = now })));
    }

    private const string StoreSql = """
        INSERT INTO ProtectionKeys (Id, Name, Xml, StoredAt)
        VALUES (@Id, @Name, @Xml, @StoredAt)
        """;

    /// <summary>Takes over the keys that a service on SQLite had in files; those that lie there unencrypted are encrypted.</summary>
    /// <returns>How many there were.</returns>
    public int TakeOver(IXmlRepository files, X509Certificate2 certificate)
    {
        var encryption = new KeyEncryption(certificate);
        var found = files.GetAllElements();
        foreach (var element in found)
        {
            StoreElement(encryption.Encrypt(element), $"{element.Name.LocalName}-{(string?)element.Attribute("id")}");
        }

        return found.Count;
    }

    // Data Protection waits for the answer where it stands, maybe within a write: what is stored here is no part of that.
    private static T Apart<T>(Func<Task<T>> work)
    {
        using var apart = ExecutionContext.SuppressFlow();
        return Task.Run(work).GetAwaiter().GetResult();
    }
}
