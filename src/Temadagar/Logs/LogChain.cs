using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Logs;

/// <summary>
/// How a row of the log is sealed. All of it is text, so that anybody can do the sum again with another program:
/// a row's hash is the SHA-256 of its fields, each as <c>length:text</c> in UTF-8 or <c>-</c> where it is unset, one after the other; a seal is that of
/// <c>SEAL-BEFORE NUMBER ROW-ID ROW-HASH SEALED-AT</c>. Ids, times and numbers are written as SQLite keeps them, on both databases.
/// </summary>
public static class LogChain
{
    /// <summary>What stands in the place of a seal before the first one.</summary>
    public static readonly string Beginning = new('0', 64);

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string HashOf(IEnumerable<string?> fields) =>
        Sha256(string.Concat(fields.Select(field => field is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}"))));

    /// <summary>The hash of several numbers with one more; of none it is <see cref="Beginning"/>.</summary>
    public static string With(string numbers, int number) => Sha256(string.Create(CultureInfo.InvariantCulture, $"{numbers} {number}"));

    public static string SealOf(string before, int number, string rowId, string rowHash, string sealedAt) =>
        Sha256(string.Create(CultureInfo.InvariantCulture, $"{before} {number} {rowId} {rowHash} {sealedAt}"));

    /// <summary>What stands in the database, in words: the same for both.</summary>
    public static string? Written(object? value) => value switch
    {
        null => null,
        string text => text,
        Guid id => id.ToString("D"),
        DateTimeOffset at => at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The time that was written so; null: someone has written something else.</summary>
    public static DateTimeOffset? Read(string written) =>
        DateTime.TryParseExact(written, Instant, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
