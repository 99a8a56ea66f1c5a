using Temadagar.Links;

namespace Temadagar.Tests.Links;

public class PersonalLinksTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly LinkKey Key = new([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);
    private readonly PersonalLinks links = new(Key);
    private readonly Guid id = Guid.Parse("01990000-0000-7000-8000-00000000abcd");

    [Fact]
    public void A_secret_is_small_letters_and_digits_and_says_whose_it_is()
    {
        var secret = links.Secret(PersonalLinks.Registration, id, 0);

        Assert.Matches("^[a-z2-7]{52}$", secret);
        Assert.Equal(id, PersonalLinks.IdOf(secret));
        Assert.True(links.IsValid(secret, PersonalLinks.Registration, id, 0));
        Assert.Equal(secret, new PersonalLinks(Key).Secret(PersonalLinks.Registration, id, 0));
    }

    [Fact]
    public void No_other_text_of_its_length_that_differs_in_one_letter_is_valid()
    {
        var secret = links.Secret(PersonalLinks.Registration, id, 0);
        for (var at = 0; at < secret.Length; at++)
        {
            foreach (var letter in Alphabet.Where(letter => letter != secret[at]))
            {
                var other = string.Concat(secret.AsSpan(0, at), letter.ToString(), secret.AsSpan(at + 1));
                Assert.False(PersonalLinks.IdOf(other) is { } of && links.IsValid(other, PersonalLinks.Registration, of, 0), other);
            }
        }
    }

    [Fact]
    public void Purpose_generation_person_and_key_each_make_another_secret()
    {
        var secret = links.Secret(PersonalLinks.Registration, id, 0);

        Assert.False(links.IsValid(secret, PersonalLinks.Interest, id, 0));
        Assert.False(links.IsValid(secret, PersonalLinks.Registration, id, 1));
        Assert.False(links.IsValid(secret, PersonalLinks.Registration, Guid.NewGuid(), 0));
        Assert.False(new PersonalLinks(new LinkKey(new byte[32])).IsValid(secret, PersonalLinks.Registration, id, 0));
        Assert.Equal(4, new[] { secret, links.Secret(PersonalLinks.Interest, id, 0), links.Secret(PersonalLinks.Registration, id, 1), links.Secret(PersonalLinks.Registration, Guid.NewGuid(), 0) }
            .Select(each => each[26..]).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1111111111111111111111111111111111111111111111111111")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    public void What_can_be_no_secret_is_nobodys(string text) => Assert.Null(PersonalLinks.IdOf(text));

    [Fact]
    public async Task A_key_is_made_once_for_all_who_ask_at_once_and_only_its_owner_may_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("temadagar-key-").FullName;
        try
        {
            var path = Path.Combine(folder, "inte", "ännu", "link.key");
            var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new PersonalLinks(LinkKey.FromFile(path)).Secret(PersonalLinks.Registration, id, 0))));

            Assert.Single(secrets.Distinct());
            Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.Equal(32, Convert.FromBase64String(await File.ReadAllTextAsync(path)).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("inte base64")]
    public void A_file_that_holds_no_key_is_refused_and_kept(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => LinkKey.FromFile(path)).Message, StringComparison.Ordinal);

        Assert.Equal(text, File.ReadAllText(path));
        File.Delete(path);
    }
}
