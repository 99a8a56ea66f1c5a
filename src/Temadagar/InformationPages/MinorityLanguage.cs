namespace Temadagar.InformationPages;

/// <summary>
/// Finnish, Meänkieli, and Northern, Lule and Southern Sami: someone may use them with authorities in their administrative areas (lagen 2009:724). The code of each is its language tag
/// (BCP 47). The service itself does not speak them: what stands in one is the organizers'.
/// </summary>
public enum MinorityLanguage
{
    Fi,
    Fit,
    Se,
    Smj,
    Sma,
}

public static class MinorityLanguages
{
    /// <summary>What it is called in the language itself.</summary>
    public static string OwnName(this MinorityLanguage language) => language switch
    {
        MinorityLanguage.Fi => "suomi",
        MinorityLanguage.Fit => "meänkieli",
        MinorityLanguage.Se => "davvisámegiella",
        MinorityLanguage.Smj => "julevsámegiella",
        MinorityLanguage.Sma => "åarjelsaemien gïele",
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };
}
