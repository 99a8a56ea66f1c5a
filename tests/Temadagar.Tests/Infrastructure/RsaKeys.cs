using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Temadagar.Tests.Infrastructure;

/// <summary>RSA keys lent to tests: to find one of 2,048 bits takes a fifth of a second, and no test is about that. Two that are lent at once are not the same.</summary>
internal static class RsaKeys
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<RSA>> Idle = [];

    public static Lent Borrow(int bits = 2048) => new(IdleOf(bits).TryTake(out var key) ? key : RSA.Create(bits));

    private static ConcurrentBag<RSA> IdleOf(int bits) => Idle.GetOrAdd(bits, _ => []);

    /// <summary>Goes back when it is disposed of.</summary>
    public sealed class Lent(RSA key) : IDisposable
    {
        private int isBack;

        public RSA Key => key;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isBack, 1) == 0)
            {
                IdleOf(key.KeySize).Add(key);
            }
        }
    }
}
