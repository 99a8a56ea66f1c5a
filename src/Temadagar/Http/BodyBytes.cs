using System.Buffers;

namespace Temadagar.Http;

/// <summary>The bytes of a request's body, read whole.</summary>
public static class BodyBytes
{
    /// <returns>Null: there are more.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        var read = await reader.ReadAtLeastAsync(maxBytes + 1, cancellationToken);
        var bytes = read.Buffer.Length > maxBytes ? null : read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return bytes;
    }
}
