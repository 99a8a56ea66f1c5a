namespace Temadagar.Templating;

/// <summary>A mail in words, ready to be put in an envelope.</summary>
/// <param name="Subject">One line of plain text, with no control characters.</param>
/// <param name="Text">The text part, lines ended by <c>\n</c> and at most 72 characters where words allow.</param>
/// <param name="Html">The HTML part, a whole document.</param>
public sealed record RenderedMail(string Subject, string Text, string Html);
