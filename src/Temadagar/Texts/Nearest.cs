using F23.StringSimilarity;

namespace Temadagar.Texts;

/// <summary>What somebody who mistyped a word may have meant.</summary>
public static class Nearest
{
    // A third of the word may be wrong, and two letters of a short one.
    private const int Share = 3;
    private const int Least = 2;

    /// <returns>The known word that is the fewest changes away (Damerau and Levenshtein: a letter more, less, another, or two that changed places); null: none is near.</returns>
    public static string? To(string word, IEnumerable<string> known)
    {
        var measure = new Damerau();
        var (nearest, distance) = known
            .Select(each => (each, measure.Distance(word.ToUpperInvariant(), each.ToUpperInvariant())))
            .OrderBy(each => each.Item2).ThenBy(each => each.each, StringComparer.Ordinal).FirstOrDefault();
        return nearest is not null && distance <= Math.Max(Least, word.Length / Share) ? nearest : null;
    }

    /// <returns>" Did you mean …?", or nothing.</returns>
    public static string Question(string word, IEnumerable<string> known) => To(word, known) is { } meant ? $" Did you mean {meant}?" : "";
}
