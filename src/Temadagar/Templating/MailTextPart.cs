using System.Text;

namespace Temadagar.Templating;

/// <summary>
/// The text part: paragraphs folded at 72 characters, a blank line between blocks, lists with "- ". A link that is a paragraph of its
/// own gives its label and then the address alone on its line, never folded, so that it can be pressed or copied whole. Images are not in it:
/// the words beside one say what it shows.
/// </summary>
internal static class MailTextPart
{
    private const int Width = 72;

    public static string Write(IReadOnlyList<MailBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks.Where(block => block.Kind != MailBlock.Image))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            switch (block.Kind)
            {
                case MailBlock.Action:
                    Fold(text, block.Runs[0].Text.TrimEnd(':') + ":", "", "");
                    text.Append(block.Runs[0].Address).Append('\n');
                    break;
                case MailBlock.List or MailBlock.Facts:
                    foreach (var item in block.Items)
                    {
                        Fold(text, (item.Label is null ? "" : item.Label + ": ") + Words(item.Runs), "- ", "  ");
                    }

                    break;
                default:
                    Fold(text, Words(block.Runs), "", "");
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>What an inbox shows beside the subject: the first paragraph that says more than a greeting.</summary>
    public static string Preheader(IReadOnlyList<MailBlock> blocks) =>
        blocks.Where(block => block.Kind == MailBlock.Paragraph).Select(block => Words(block.Runs).ReplaceLineEndings(" "))
            .FirstOrDefault(words => !words.EndsWith('!')) ?? "";

    private static string Words(IReadOnlyList<MailRun> runs)
    {
        var words = new StringBuilder();
        foreach (var run in runs)
        {
            words.Append(run.Break ? "\n" : run.Text);
            if (run.Address is { } address && address != run.Text && address != "mailto:" + run.Text)
            {
                words.Append(" (").Append(address).Append(')');
            }
        }

        return words.ToString();
    }

    private static void Fold(StringBuilder text, string words, string first, string next)
    {
        var indent = first;
        foreach (var line in words.Split('\n'))
        {
            var column = 0;
            foreach (var word in line.Split(' '))
            {
                if (column > 0 && column + 1 + word.Length > Width)
                {
                    text.Append('\n');
                    column = 0;
                }

                var before = column == 0 ? indent : " ";
                text.Append(before).Append(word);
                column += before.Length + word.Length;
                indent = next;
            }

            text.Append('\n');
        }
    }
}
