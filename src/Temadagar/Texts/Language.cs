namespace Temadagar.Texts;

/// <summary>The languages in which the service itself speaks. The code of each (ISO 639-1) is its name in lower case.</summary>
public enum Language
{
    Sv,
    En,
}
