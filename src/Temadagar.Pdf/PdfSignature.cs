namespace Temadagar.Pdf;

/// <summary>What a document is signed with, as PAdES baseline B-B (ETSI EN 319 142-1) wants it. The field is seen by whoever asks for signatures and by nobody on the page.</summary>
/// <param name="Field">The field's name within the document.</param>
/// <param name="Description">What the field is, in the document's language, for those who listen.</param>
/// <param name="SignedAt">Part of what is signed, so from the caller and never from a clock.</param>
/// <param name="Room">The most bytes that <paramref name="Sign"/> may give.</param>
/// <param name="Sign">From all bytes of the document but the signature's own place to a detached CMS signature (RFC 5652) in DER, as CAdES has it and without a signing time.</param>
public sealed record PdfSignature(string Field, string Description, DateTimeOffset SignedAt, int Room, Func<byte[], byte[]> Sign);
