using Temadagar.Texts;

namespace Temadagar.Tests.Texts;

public class SwedishOrderTests
{
    [Fact]
    public void Swedish_letters_come_after_z_and_a_shorter_name_before_a_longer_one()
    {
        string[] right = ["3 Kronor", "Ek", "Ek Holm", "Ekman", "É-Berg", "Müller", "Wall", "Zorn", "Åberg", "Ähl", "Ærø", "Öberg", "Øst", "Ý山"];
        string[] sorted = ["3 Kronor", "É-Berg", "Ek", "Ek Holm", "Ekman", "Müller", "Wall", "Ý山", "Zorn", "Åberg", "Ähl", "Ærø", "Öberg", "Øst"];

        Assert.Equal(sorted, right.OrderBy(name => SwedishOrder.Key(name), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Anna-Karin ÖBERG", "anna karin öberg")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("René d’Église", "rene deglise")]
    [InlineData("Ångström", "ångström")]
    [InlineData("A\u030Aberg", "åberg")]
    [InlineData("100% _x_ [a]", "100 x a")]
    [InlineData("ＦＵＬＬ", "full")]
    [InlineData("  ", "")]
    [InlineData("AB2C-3DEF", "ab2c 3def")]
    public void Words_are_small_letters_and_digits(string text, string words) => Assert.Equal(words, string.Join(' ', SwedishOrder.Words(text)));

    [Fact]
    public void A_key_is_digits_only_and_no_longer_than_its_column()
    {
        var key = SwedishOrder.Key(new string('ö', 100), new string('a', 100));

        Assert.Equal(120, key.Length);
        Assert.All(key, digit => Assert.True(char.IsAsciiDigit(digit)));
    }
}
