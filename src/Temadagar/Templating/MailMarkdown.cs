using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Temadagar.Templating;

/// <summary>
/// Reads the small Markdown of a mail: paragraphs, headings, lists, quotations, bold, links, hard line breaks, an image that comes
/// with the mail and is a paragraph of its own. Raw HTML and
/// bare addresses are text. Everything else that Markdown knows is refused, so that nothing is lost in silence.
/// </summary>
internal static class MailMarkdown
{
    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    /// <exception cref="FormatException">Markdown that a mail has no room for.</exception>
    public static IReadOnlyList<MailBlock> Parse(string markdown, string template)
    {
        var blocks = new List<MailBlock>();
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            blocks.Add(block switch
            {
                HeadingBlock heading => new MailBlock(MailBlock.Heading, Runs(heading, template), []),
                ParagraphBlock { Inline.FirstChild: LinkInline { IsImage: true, NextSibling: null } image } => Image(image, template),
                ParagraphBlock paragraph => Paragraph(Runs(paragraph, template)),
                QuoteBlock { Count: 1 } quote when quote[0] is ParagraphBlock words =>
                    new MailBlock(MailBlock.Notice, Runs(words, template), []),
                ListBlock { IsOrdered: false } list => List(list, template),
                _ => throw Refuse(block, template),
            });
        }

        return blocks;
    }

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        return builder.Build();
    }

    private static MailBlock Paragraph(List<MailRun> runs) =>
        new(runs is [{ Address: not null }] ? MailBlock.Action : MailBlock.Paragraph, runs, []);

    // What is fetched from elsewhere tells its owner who has read the mail.
    private static MailBlock Image(LinkInline image, string template)
    {
        var address = image.GetDynamicUrl?.Invoke() ?? image.Url;
        return address?.StartsWith("cid:", StringComparison.Ordinal) == true
            ? new MailBlock(MailBlock.Image, [new MailRun(ModelText.OneLine(string.Concat(image.OfType<LiteralInline>())), Address: address)], [])
            : throw Refuse(image, template);
    }

    private static MailBlock List(ListBlock list, string template)
    {
        var items = new List<List<MailRun>>();
        foreach (var item in list)
        {
            items.Add(item is ListItemBlock { Count: 1 } single && single[0] is ParagraphBlock words
                ? Runs(words, template)
                : throw Refuse(item, template));
        }

        return items.TrueForAll(runs => runs.Count > 1 && runs[0] is { Strong: true } label && label.Text.EndsWith(':'))
            ? new MailBlock(MailBlock.Facts, [], [.. items.Select(runs => new MailItem(runs[0].Text[..^1], Tidy([.. runs.Skip(1)])))])
            : new MailBlock(MailBlock.List, [], [.. items.Select(runs => new MailItem(null, runs))]);
    }

    private static List<MailRun> Runs(LeafBlock block, string template)
    {
        var runs = new List<MailRun>();
        Collect(block.Inline!, strong: false, address: null, runs, template);
        return Tidy(runs);
    }

    private static void Collect(ContainerInline parent, bool strong, string? address, List<MailRun> runs, string template)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Add(literal.Content.ToString());
                    break;
                case HtmlEntityInline entity:
                    Add(entity.Transcoded.ToString());
                    break;
                case LineBreakInline { IsHard: true }:
                    runs.Add(new MailRun("", Break: true));
                    break;
                case LineBreakInline:
                    Add(" ");
                    break;
                case EmphasisInline { DelimiterCount: 2 } bold:
                    Collect(bold, strong: true, address, runs, template);
                    break;
                case LinkInline { IsImage: false } link:
                    Collect(link, strong, Allowed(link.GetDynamicUrl?.Invoke() ?? link.Url), runs, template);
                    break;
                default:
                    throw Refuse(inline, template);
            }
        }

        void Add(string text)
        {
            if (runs.Count > 0 && runs[^1] is { Break: false } last && last.Strong == strong && last.Address == address)
            {
                runs[^1] = last with { Text = last.Text + text };
            }
            else
            {
                runs.Add(new MailRun(text, strong, address));
            }
        }
    }

    /// <summary>One space between words, none at the ends of a line, also where runs meet.</summary>
    private static List<MailRun> Tidy(List<MailRun> runs)
    {
        var tidy = new List<MailRun>();
        var spaceBefore = true;
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (!run.Break)
            {
                var ends = i + 1 == runs.Count || runs[i + 1].Break;
                var inner = ModelText.OneLine(run.Text);
                var text = (spaceBefore || !StartsWithSpace(run.Text) || inner.Length == 0 ? "" : " ") + inner
                    + (ends || !EndsWithSpace(run.Text) || (inner.Length == 0 && spaceBefore) ? "" : " ");
                run = run with { Text = text };
                spaceBefore = text.Length == 0 ? spaceBefore : text[^1] == ' ';
            }
            else
            {
                spaceBefore = true;
            }

            if (run.Break || run.Text.Length > 0)
            {
                tidy.Add(run);
            }
        }

        return tidy;
    }

    private static bool StartsWithSpace(string text) => text.Length > 0 && char.IsWhiteSpace(text[0]);

    private static bool EndsWithSpace(string text) => text.Length > 0 && char.IsWhiteSpace(text[^1]);

    /// <summary>A link of another kind (javascript:, data:) would run in some reader of mail; its words stay, as words.</summary>
    private static string? Allowed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto)
            ? address
            : null;

    private static FormatException Refuse(IMarkdownObject what, string template) =>
        new($"{template}: a mail cannot hold a {what.GetType().Name} (line {(what as MarkdownObject)?.Line + 1 ?? 0} of the rendered body).");
}
