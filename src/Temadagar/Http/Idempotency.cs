using System.Text;
using Temadagar.Data;
using Temadagar.Links;
using Temadagar.Texts;

namespace Temadagar.Http;

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): the same key and body get the same reply for 24 hours.
/// The reply is kept in the transaction of what it tells about, so that the two cannot differ, after a crash or for two at once.
/// Only success is kept. Of key and body only keyed hashes are kept: a body holds people.
/// </summary>
public sealed class Idempotency(LinkKey linkKey, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly Text BadKey = new(
        $"Idempotency-Key ska vara 1–{MaxKeyLength} synliga ASCII-tecken.",
        $"Idempotency-Key must be 1–{MaxKeyLength} visible ASCII characters.");

    /// <summary>The key of a request: null where none was sent; a key that cannot be one is noted among the faults.</summary>
    public IdempotencyKey? Read(string operation, HttpRequest request, JsonBody body)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > MaxKeyLength || key.Any(letter => letter is < '!' or > '~'))
        {
            body.Faults.Add(Header, BadKey);
            return null;
        }

        return new IdempotencyKey(
            Hash("idempotency/key", Encoding.ASCII.GetBytes($"{operation}\n{key}")),
            Hash("idempotency/body", body.Bytes));
    }

    /// <summary>What this key has already got. Within a write one from more than a day ago is removed, so that the key is free.</summary>
    public async Task<GivenReply?> FindAsync(Session session, IdempotencyKey key)
    {
        if (await session.FindAsync<KeptReply>(FindSql, new { key.KeyHash }) is not { } kept)
        {
            return null;
        }

        var since = clock.GetUtcNow() - Kept;
        if (kept.CreatedAt > since)
        {
            return new GivenReply(kept.Reply, kept.BodyHash == key.BodyHash);
        }

        if (session is Write write)
        {
            await write.ExecuteAsync(ForgetSql, new { key.KeyHash, Since = since });
        }

        return null;
    }

    private const string FindSql = """
        SELECT BodyHash, Reply, CreatedAt
        FROM IdempotencyKeys
        WHERE KeyHash = @KeyHash
        """;

    // Its age once more: another instance may have put its own in the place of the old one meanwhile.
    private const string ForgetSql = """
        DELETE FROM IdempotencyKeys
        WHERE KeyHash = @KeyHash AND CreatedAt <= @Since
        """;

    /// <summary>Keeps the reply of a key that <see cref="FindAsync"/> did not find in the same write. Two at once on two instances: the second fails on the key and must be run again.</summary>
    public Task KeepAsync(Write write, IdempotencyKey key, string reply) =>
        write.ExecuteAsync(KeepSql, new { key.KeyHash, key.BodyHash, Reply = reply, Now = clock.GetUtcNow() });

    private const string KeepSql = """
        INSERT INTO IdempotencyKeys (KeyHash, BodyHash, Reply, CreatedAt)
        VALUES (@KeyHash, @BodyHash, @Reply, @Now)
        """;

    /// <summary>Removes what is older than a day.</summary>
    public Task<int> ForgetOldAsync(Write write) => write.ExecuteAsync(ForgetOldSql, new { Since = clock.GetUtcNow() - Kept });

    private const string ForgetOldSql = """
        DELETE FROM IdempotencyKeys
        WHERE CreatedAt <= @Since
        """;

    private string Hash(string purpose, ReadOnlySpan<byte> data) => Convert.ToHexString(linkKey.Hash(purpose, data));

    [method: Dapper.ExplicitConstructor]
    private sealed record KeptReply(string BodyHash, string Reply, DateTimeOffset CreatedAt);
}

/// <summary>The reply that a key got.</summary>
/// <param name="ToThis">Whether it was to the same body as this one; else the key may not be used.</param>
public sealed record GivenReply(string Json, bool ToThis)
{
    /// <summary>Not within a write: what is thrown there undoes what others have in the same commit.</summary>
    /// <exception cref="IdempotencyKeyReusedException">The key was used with another body.</exception>
    public string OrRefuse() => ToThis ? Json : throw new IdempotencyKeyReusedException();
}

public sealed record IdempotencyKey(string KeyHash, string BodyHash);

public sealed class IdempotencyKeyReusedException : Exception;
