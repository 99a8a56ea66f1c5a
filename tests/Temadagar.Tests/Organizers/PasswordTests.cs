using System.Globalization;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Organizers;

public class PasswordTests
{
    [Theory]
    [InlineData("password1234", "qwerty123456", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5y6", "zaq12wsxcde3", "qazwsxedcrfv", "zxcvbnm12345", "asdf1234asdf", "qwe123qwe123", "1234qwerasdf")]
    [InlineData("trustno1trustno1", "liverpool123", "chelsea12345", "manchester123", "basketball123", "michelle1234", "samsung12345", "fuckyou12345", "unbelievable", "polis1234567", "socialtjanst")]
    [InlineData("Sommar2026!!", "Sommar 2026 !", "L0s3n0rd2026", "Lösenord1234!", "Länsstyrelsen1", "p a s s w o r d 1 2 3", "p-a-s-s-w-o-r-d-1-2", "P@ssw0rd2026", "welcomewelcome", "we1come we1come")]
    [InlineData("abcabcabcabc", "abcdefghijkl", "zyxwvutsrqpo", "aaaaaaaaaaaa", "aaaaaabbbbbb", "123456789012", "2026-11-24 15:30", "polis19850312", "monkeydragon1", "monkey dragon master", "correct horse battery staple")]
    [InlineData("annaekbergsson", "anna.ekbergsson", "Anna Ekbergsson 1", "ekbergsson2026")]
    public void What_is_tried_first_is_refused(params string[] passwords) =>
        Assert.All(passwords, password => Assert.NotNull(Passwords.Fault(password, "anna.ekbergsson@example.org")));

    [Theory]
    [InlineData("kvarn lampa segel tistel", "bulle regn fjord kaktus", "elva gula kanoter i rad", "tre blå kossor dansar", "häst batteri klammer rätt", "gråsparv lampa nypon")]
    [InlineData("orange kettle walks slowly", "wooden pencil argues twice", "Kx9#mQ2vLp8z", "vhTq7-mmRx2b", "3f9a8b27c1d0", "ofelbarligen42", "жёлтый чайник")]
    public void What_nobody_begins_with_is_not(params string[] passwords) =>
        Assert.All(passwords, password => Assert.Null(Passwords.Fault(password, "anna.ekbergsson@example.org")));

    [Slow]
    [Fact]
    public void The_three_thousand_most_common_that_are_long_enough_are_refused()
    {
        var common = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "passwords", "long.txt"));

        Assert.Equal(3000, common.Distinct().Count(password => new StringInfo(password).LengthInTextElements >= Passwords.MinLength));
        Assert.DoesNotContain(common, password => Passwords.Fault(password, "anna.ekbergsson@example.org") is null);
        Assert.DoesNotContain(common, password => Passwords.Fault(password.ToUpperInvariant() + "1!", "anna.ekbergsson@example.org") is null);
    }

    [Theory]
    [InlineData("583920174625839104756", "314159265358979323846", "7390 4158 2604 9173 6285")]
    [InlineData(";}!?{%*~&$,+", "<#>:=;*/!?¤%", "🐴🔋🦆🌲🍋🚲⛵🧂🧵🪁🎈🧊", "ÅÄÖÆØŒÞÐŁĐŊƏ", "привет-мир-дом")]
    public void No_kind_of_character_is_demanded(params string[] passwords) =>
        Assert.All(passwords, password => Assert.Null(Passwords.Fault(password, "anna.ekbergsson@example.org")));

    [Slow]
    [Fact]
    public void Thirty_digits_by_lot_are_as_good_as_words()
    {
        var lot = new Random(6);

        Assert.All(Enumerable.Range(0, 500), _ => Assert.Null(Passwords.Fault(string.Concat(Enumerable.Range(0, 30).Select(_ => lot.Next(10))), "anna.ekbergsson@example.org")));
    }

    [Theory]
    [InlineData("198503124709", "19850312-4709", "8503124709 8503124709", "556036-0793 556036-0793", "20261124 1530", "2026112415301200", "24112026 11242026", "19850312 20111130", "261124 850312 111130")]
    [InlineData("070-123 45 67 0", "0701234567 0920123456", "+46 70 123 45 67", "0046701234567", "198503120701234567", "4242 4242 4242 4242", "1600 0000 0000 0000", "112233445566778899", "987654321012345678")]
    [InlineData("!@#$%^&*()_+", "!\"#¤%&/()=?`", "!QAZ@WSX#EDC$RFV", "!QAZ\"WSX#EDC¤RFV", "?????????????", "...---...---", "_-_-_-_-_-_-_", "Sommar2026!#%&")]
    public void Numbers_that_people_have_and_signs_in_a_row_are_refused(params string[] passwords) =>
        Assert.All(passwords, password => Assert.NotNull(Passwords.Fault(password, "anna.ekbergsson@example.org")));

    [Theory]
    [InlineData("vhTq7-mmRx2", false)]
    [InlineData("vhTq7-mmRx2b", true)]
    [InlineData("𠮷vTq7-mmRx2", false)]
    [InlineData("𠮷vhTq7-mmRx2", true)]
    public void It_has_twelve_characters_as_people_count_them(string password, bool taken) => Assert.Equal(taken, Passwords.Fault(password, "anna@example.org") is null);

    [Fact]
    public void The_longest_is_looked_at_in_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Passwords.Fault(string.Concat(Enumerable.Repeat("a1", Passwords.MaxLength / 2)), "anna@example.org");
        Passwords.Fault(string.Concat(Enumerable.Range(0, Passwords.MaxLength).Select(i => (char)('a' + (i * i % 25)))), "anna@example.org");

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }
}
