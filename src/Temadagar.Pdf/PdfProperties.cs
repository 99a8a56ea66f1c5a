namespace Temadagar.Pdf;

/// <summary>Which parts of PDF/A (ISO 19005) and PDF/UA (ISO 14289) a document keeps to.</summary>
public enum PdfStandard
{
    /// <summary>PDF/A-2a (ISO 19005-2) and PDF/UA-1.</summary>
    A2a,

    /// <summary>PDF/A-1a (ISO 19005-1, PDF 1.4): for checkers that know nothing newer.</summary>
    A1a,
}

/// <summary>What a document says of itself, in the catalogue, in the metadata and in the information dictionary alike.</summary>
/// <param name="Title">What a viewer shows in its title bar.</param>
/// <param name="Language">Of the text (BCP 47): "sv".</param>
/// <param name="Creator">The program that it was made with.</param>
public sealed record PdfProperties(string Title, string Language, string Author, string Creator)
{
    public string? Subject { get; init; }

    /// <summary>Part of the bytes, so from the caller and never from a clock; null: the document does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    public PdfStandard Standard { get; init; } = PdfStandard.A2a;
}
