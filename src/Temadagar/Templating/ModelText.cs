using System.Collections;
using System.Globalization;
using System.Text;

namespace Temadagar.Templating;

/// <summary>Makes people's words safe to set in a line of someone else's.</summary>
internal static class ModelText
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>
    /// The text as one line: line breaks, tabs, control characters and runs of spaces become one space, none at the ends.
    /// Invisible format characters go, since those that turn the direction of writing can make a line read as another
    /// (Unicode TR 36); the two joiners stay, some scripts and emoji need them.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner)
            {
                line.Append(rune.ToString());
            }
        }

        return line.Length > 0 && line[^1] == ' ' ? line.ToString(0, line.Length - 1) : line.ToString();
    }

    /// <summary>
    /// A model with every text in it made one line, and what is empty made absent, so that a template need only ask
    /// <c>{% if person.firstName %}</c>. Objects become dictionaries of their public properties.
    /// </summary>
    public static object? Fold(object? value) => value switch
    {
        null => null,
        string text => OneLine(text) is { Length: > 0 } line ? line : null,
        bool or int or long or decimal or double => value,
        IEnumerable<KeyValuePair<string, object?>> members => FoldMembers(members),
        IDictionary dictionary => FoldMembers(dictionary.Cast<object>().Select(entry => (DictionaryEntry)entry)
            .Select(entry => KeyValuePair.Create(entry.Key.ToString()!, entry.Value))),
        IEnumerable items => items.Cast<object?>().Select(Fold).ToList(),
        IFormattable or Uri => Fold(Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ => FoldMembers(value.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => KeyValuePair.Create(property.Name, property.GetValue(value)))),
    };

    private static Dictionary<string, object?> FoldMembers(IEnumerable<KeyValuePair<string, object?>> members) =>
        members.ToDictionary(member => member.Key, member => Fold(member.Value), StringComparer.Ordinal);
}
