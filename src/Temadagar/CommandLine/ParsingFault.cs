using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Temadagar.Texts;

namespace Temadagar.CommandLine;

/// <summary>What is wrong with what was typed, in one line: what does not fit, what may have been meant, and where help is.</summary>
internal static class ParsingFault
{
    private const string OptionMark = "--";

    /// <param name="hostSwitches">Options that are taken out before.</param>
    /// <returns>Null: nothing is wrong.</returns>
    public static string? Of(ParseResult parsed, string[] words, string[] hostSwitches)
    {
        if (parsed.Action is HelpAction)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        // Before its options are read: they are those of another verb.
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var verb, ..] && !verb.StartsWith(OptionMark, StringComparison.Ordinal))
        {
            return $"'{verb}' does not fit.{Nearest.Question(verb, command.Subcommands.Select(each => each.Name).Append("--help"))}{Help(parsed)}";
        }

        // A misspelt option would otherwise be taken for an argument, or for a word too many.
        var options = OptionsOf(command, hostSwitches);
        if (Array.Find(words, word => word.StartsWith(OptionMark, StringComparison.Ordinal) && !options.Contains(word.Split('=')[0])) is { } option)
        {
            var name = option.Split('=')[0];
            return name.Contains(':', StringComparison.Ordinal) ? $"{name} needs a value.{Help(parsed)}" : $"there is no option {name}.{Nearest.Question(name, options)}{Help(parsed)}";
        }

        if (parsed.UnmatchedTokens is [var unmatched, ..])
        {
            return hostSwitches.Contains(unmatched) ? $"{unmatched} needs a value.{Help(parsed)}"
                : $"'{unmatched}' does not fit.{Help(parsed)}";
        }

        if (command.Action is null)
        {
            return $"'{command.Name}' needs a verb more: {string.Join(", ", command.Subcommands.Select(each => each.Name))}.{Help(parsed)}";
        }

        return parsed.Errors is [var error, ..] ? $"{error.Message}{Help(parsed)}" : null;
    }

    private static List<string> OptionsOf(Command command, string[] hostSwitches) =>
        [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name)), "--help", "--version", .. hostSwitches];

    private static string Help(ParseResult parsed) => $" See: temadagar {string.Concat(PathOf(parsed.CommandResult).Select(name => name + " "))}--help";

    private static IEnumerable<string> PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. PathOf(parent), result.Command.Name] : [];
}
