using System.Text.Json;

namespace Temadagar.Data;

/// <summary>The word that stands for an enum's value in the database, in JSON and in addresses: its name in camelCase.</summary>
public static class Code
{
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.ByValue[value];

    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum => Words<T>.ByWord.TryGetValue(word, out value);

    /// <exception cref="InvalidOperationException">It stands for none.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum => TryParse<T>(word, out var value) ? value : throw new InvalidOperationException(word);

    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Words<T>.ByWord.Keys;

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
