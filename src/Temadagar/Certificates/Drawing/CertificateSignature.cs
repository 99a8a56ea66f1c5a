namespace Temadagar.Certificates.Drawing;

/// <summary>What one certificate is signed with.</summary>
/// <param name="SignedAt">When; the certificate says so.</param>
/// <param name="Room">The most bytes that <paramref name="Sign"/> may give.</param>
/// <param name="Sign">From what is signed to a detached CMS signature in DER, as PAdES baseline B-B has it (ETSI EN 319 142-1).</param>
public sealed record CertificateSignature(DateTimeOffset SignedAt, int Room, Func<byte[], byte[]> Sign);
