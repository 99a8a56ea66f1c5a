using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ganss.Xss;
using Markdig;

namespace Temadagar.Http;

/// <summary>Markdown from organizers as HTML that a page may insert as it is: no raw HTML, and sanitized besides.</summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "h4", "h5", "h6", "blockquote", "code", "pre", "hr",
            "table", "thead", "tbody", "tr", "th", "td",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
    })
    {
        // An element that is not allowed, such as a first heading, goes; its words stay.
        KeepChildNodes = true,
    };

    /// <summary>Whether it can be shown as it is meant: quotations and lists nested more than a hundred deep cannot.</summary>
    public static bool CanShow(string markdown) => Render(markdown) is not null;

    /// <summary>What cannot be shown as it is meant is shown as it was written: a page never fails because of a text.</summary>
    [return: NotNullIfNotNull(nameof(markdown))]
    public static string? ToHtml(string? markdown) =>
        markdown is null ? null : Sanitizer.Sanitize(Render(markdown) ?? $"<p>{WebUtility.HtmlEncode(markdown)}</p>").Trim();

    /// <summary>Its words alone, for where no markup is shown; what cannot be read as Markdown is shown as it was written.</summary>
    [return: NotNullIfNotNull(nameof(markdown))]
    public static string? ToText(string? markdown)
    {
        try
        {
            return markdown is null ? null : Markdown.ToPlainText(markdown, Pipeline).Trim();
        }
        catch (ArgumentException)
        {
            return markdown;
        }
    }

    private static string? Render(string markdown)
    {
        try
        {
            return Markdown.ToHtml(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's word for "too deeply nested".
            return null;
        }
    }
}
