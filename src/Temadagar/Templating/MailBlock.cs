namespace Temadagar.Templating;

/// <summary>A piece of a mail's body, as the layout and the text part see it.</summary>
/// <param name="Kind">heading, paragraph, notice (a Markdown quotation), action (a paragraph that is only a link), list, or
/// facts (a list whose every item begins with a bold label), or image (a paragraph that is only an image that comes with the mail).</param>
/// <param name="Runs">The words; empty for list and facts.</param>
/// <param name="Items">The items of list and facts; else empty.</param>
internal sealed record MailBlock(string Kind, IReadOnlyList<MailRun> Runs, IReadOnlyList<MailItem> Items)
{
    public const string Heading = "heading";
    public const string Paragraph = "paragraph";
    public const string Notice = "notice";
    public const string Action = "action";
    public const string List = "list";
    public const string Facts = "facts";
    public const string Image = "image";
}

/// <summary>An item of a list.</summary>
/// <param name="Label">For facts, the bold label without its colon; else null.</param>
/// <param name="Runs">The rest of the item.</param>
internal sealed record MailItem(string? Label, IReadOnlyList<MailRun> Runs);

/// <summary>Words set alike. Only <paramref name="Break"/> set: a line break.</summary>
/// <param name="Text">Plain text, to be escaped by whoever writes it.</param>
/// <param name="Address">Where a link leads (https, http or mailto), or which part of the mail an image is (cid, RFC 2392); else null.</param>
internal sealed record MailRun(string Text, bool Strong = false, string? Address = null, bool Break = false);
