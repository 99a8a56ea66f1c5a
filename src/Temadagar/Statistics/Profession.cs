using Temadagar.Texts;

namespace Temadagar.Statistics;

/// <summary>Professions are free words: the same words are one profession, however they are spaced and whatever their capitals.</summary>
internal static class Profession
{
    public static string Key(string written) => string.Join(' ', SwedishOrder.Words(written));

    /// <summary>How most have written it.</summary>
    public static string Name(IEnumerable<(string Written, int People)> spellings) =>
        spellings.GroupBy(spelling => spelling.Written, StringComparer.Ordinal)
            .OrderByDescending(spelling => spelling.Sum(one => one.People)).ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
            .First().Key;
}
