using System.CommandLine;
using System.CommandLine.Parsing;
using Temadagar.Texts;

namespace Temadagar.CommandLine;

/// <summary>A word that must be one of a few. Help names them, and so does what is said of another, in one line.</summary>
internal static class Choices
{
    /// <param name="comparer">Null: as they are written.</param>
    public static void AcceptOnly(this Option<string> option, string[] words, StringComparer? comparer = null)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, $"{option.Name}: ", words, comparer));
    }

    public static void AcceptOnly(this Argument<string?> argument, string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, "", words, null));
    }

    private static void Check(SymbolResult result, string where, string[] words, StringComparer? comparer)
    {
        if (result.Tokens.Select(token => token.Value).FirstOrDefault(word => !words.Contains(word, comparer)) is { } other)
        {
            result.AddError($"{where}'{other}' is none of {string.Join(", ", words)}.{Nearest.Question(other, words)}");
        }
    }
}
