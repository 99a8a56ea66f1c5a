using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Temadagar.Data;
using Temadagar.Keys;
using Temadagar.Tests.Data;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Keys;

public class KeyStoreTests
{
    private const string Secret = "vegan";

    [Slow]
    [Fact]
    public async Task What_one_instance_seals_another_opens_and_the_database_alone_does_not()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var signer = TestSigner.Rsa();
        using var certificates = KeyCertificates.Open(signer.File, TestSigner.Password);
        var store = new KeyStore(database.Database, TimeProvider.System);

        var secret = Protector(store, certificates).Protect(Secret);

        Assert.Equal(Secret, Protector(new KeyStore(database.Database, TimeProvider.System), certificates).Unprotect(secret));
        var key = Assert.Single(store.GetAllElements()).ToString();
        Assert.Contains("<wrapped", key, StringComparison.Ordinal);
        Assert.DoesNotContain("<value>", key, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Protector(store, null).Unprotect(secret));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_in_files_are_taken_over_encrypted_and_open_what_they_sealed(bool encryptedBefore)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var signer = TestSigner.Rsa();
        using var certificates = KeyCertificates.Open(signer.File, TestSigner.Password);
        using var folder = new DataFolder();
        var files = new FileSystemXmlRepository(new DirectoryInfo(folder.Path), NullLoggerFactory.Instance);
        var sealedBefore = Protector(files, encryptedBefore ? certificates : null).Protect(Secret);

        var store = new KeyStore(database.Database, TimeProvider.System);
        Assert.Equal(1, store.TakeOver(files, certificates.Current));

        Assert.DoesNotContain("<value>", Assert.Single(store.GetAllElements()).ToString(), StringComparison.Ordinal);
        Assert.Equal(Secret, Protector(store, certificates).Unprotect(sealedBefore));
    }

    [Fact]
    public async Task Two_that_start_at_once_and_find_no_key_have_the_same_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var signer = TestSigner.Rsa();
        using var certificates = KeyCertificates.Open(signer.File, TestSigner.Password);
        using var meeting = new Barrier(2);
        var protectors = Enumerable.Range(0, 2).Select(_ => Protector(new Meeting(new KeyStore(database.Database, TimeProvider.System), meeting), certificates)).ToList();

        var secrets = await Task.WhenAll(protectors.Select(protector => Task.Run(() => ProtectedOnceMore(protector))));

        Assert.Single(new KeyStore(database.Database, TimeProvider.System).GetAllElements());
        Assert.Equal(Secret, protectors[1].Unprotect(secrets[0]));
        Assert.Equal(Secret, protectors[0].Unprotect(secrets[1]));
    }

    [Fact]
    public async Task A_key_that_is_stored_while_its_caller_writes_is_no_part_of_that_write()
    {
        var caller = new AsyncLocal<string?> { Value = "writing" };
        var seen = "not asked";
        await using var database = await TestDatabase.CreateAsync();

        new KeyStore(new Listening(database.Database, () => seen = caller.Value), TimeProvider.System).StoreElement(new System.Xml.Linq.XElement("key"), "key-1");

        Assert.Null(seen);
        Assert.Equal("writing", caller.Value);
    }

    private static IDataProtector Protector(IXmlRepository keys, KeyCertificates? certificates) => KeyRing.Protector(keys, certificates);

    // Whoever comes second is told so, and reads the first one's key the next time.
    private static string ProtectedOnceMore(IDataProtector protector)
    {
        try
        {
            return protector.Protect(Secret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return protector.Protect(Secret);
        }
    }

    /// <summary>Neither has stored anything before both have looked.</summary>
    private sealed class Meeting(KeyStore store, Barrier both) : IXmlRepository
    {
        private bool met;

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements()
        {
            var found = store.GetAllElements();
            if (!met)
            {
                met = true;
                Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
            }

            return found;
        }

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName) => store.StoreElement(element, friendlyName);
    }

    private sealed class Listening(Database inner, Action heard) : DatabaseAround(inner)
    {
        protected override Task<T> CommitAsync<T>(Func<Write, Task<T>> work, CancellationToken cancellationToken)
        {
            heard();
            return base.CommitAsync(work, cancellationToken);
        }
    }
}
