namespace Temadagar.Certificates.Drawing;

/// <summary>A text holds a character that no font can show. The message names the character by its number only: a text may be someone's name.</summary>
/// <param name="element">The character as people see one; it may be put together of several.</param>
public sealed class UndrawableTextException(string element)
    : Exception($"No font can show {string.Join(' ', element.EnumerateRunes().Select(rune => $"U+{rune.Value:X4}"))}.");
