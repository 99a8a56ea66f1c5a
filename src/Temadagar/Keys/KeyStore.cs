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
    // Of the first key: there is one, whoever starts at the same time.
    private static readonly Guid First = new("00000000-0000-7000-8000-000000000001");

    private volatile bool foundNone;

    /// <exception cref="DatabaseUnavailableException">The database cannot be reached.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() => Apart(async () =>
    {
        await using var read = await database.OpenReadAsync();
        var keys = (await read.QueryAsync<string>(AllSql)).Select(XElement.Parse).ToList();
        foundNone = keys.Count == 0;
        return keys;
    });

    private const string AllSql = """
        SELECT Xml
        FROM ProtectionKeys
        ORDER BY StoredAt
        """;

    /// <summary>Keeps a key, unless it is one that two instances make at once for lack of any: then the first one's stays, and this one's is used by nobody.</summary>
    /// <exception cref="DatabaseUnavailableException">The database cannot take it now, or another instance made the first key: Data Protection reads again the next time.</exception>
    public void StoreElement(XElement element, string friendlyName) => Apart(async () =>
    {
        var key = new { Id = foundNone ? First : Guid.CreateVersion7(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), StoredAt = clock.GetUtcNow() };
        try
        {
            return await database.WriteAsync(write => write.ExecuteAsync(StoreSql, key)) == 1;
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            throw new DatabaseUnavailableException("Another instance has made the first key.", exception);
        }
    });

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
