namespace Temadagar.Texts;

/// <summary>One thing said in both languages.</summary>
public sealed record Text(string Swedish, string English)
{
    public string In(Language language) => language == Language.En ? English : Swedish;
}
