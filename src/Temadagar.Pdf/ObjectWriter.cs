using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>
/// Numbered objects, their cross-reference table and the trailer (ISO 32000-1, 7.3.10 and 7.5). What is written waits in a buffer
/// until someone drains it: objects may be written as soon as they are whole, and only their places are kept.
/// </summary>
internal sealed class ObjectWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private readonly List<long> places = [0];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long drained;
    private int hashed;

    public ObjectWriter(string version)
    {
        Append($"%PDF-{version}\n%");
        // Four bytes above 127 tell whoever moves the file that it is not text.
        buffer.Write<byte>([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        places.Add(0);
        return places.Count - 1;
    }

    public int Object(string body)
    {
        var id = Reserve();
        Object(id, body);
        return id;
    }

    /// <returns>Where its body begins, in bytes from the beginning of the document.</returns>
    public long Object(int id, string body)
    {
        Begin(id);
        var start = drained + buffer.WrittenCount;
        Append(body);
        Append("\nendobj\n");
        return start;
    }

    public int Stream(string entries, ReadOnlySpan<byte> bytes)
    {
        var id = Reserve();
        Stream(id, entries, bytes);
        return id;
    }

    public void Stream(int id, string entries, ReadOnlySpan<byte> bytes)
    {
        Begin(id);
        Append(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {bytes.Length} >>\nstream\n"));
        buffer.Write(bytes);
        Append("\nendstream\nendobj\n");
    }

    public int Deflated(string entries, ReadOnlySpan<byte> bytes) => Stream($"{entries} /Filter /FlateDecode", Syntax.Deflated(bytes));

    public void Trailer(int catalog, int info)
    {
        var start = drained + buffer.WrittenCount;
        var table = new StringBuilder(places.Count * 20);
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count}\n0000000000 65535 f \n");
        foreach (var place in places.Skip(1))
        {
            table.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        }

        Hash();
        // The same content has the same identity, and other content another.
        var identity = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count} /Root {catalog} 0 R /Info {info} 0 R /ID [<{identity}> <{identity}>] >>\nstartxref\n{start}\n%%EOF\n");
        Append(table.ToString());
    }

    public void Drain(Stream target)
    {
        target.Write(Written());
        Forget();
    }

    public async Task DrainAsync(Stream target, CancellationToken cancellationToken)
    {
        Hash();
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
        Forget();
    }

    /// <summary>All of the document, to be changed before it is sent.</summary>
    /// <exception cref="InvalidOperationException">Something of it has been sent.</exception>
    public byte[] Whole() => drained == 0 ? buffer.WrittenSpan.ToArray() : throw new InvalidOperationException("Part of the document has been sent already.");

    private ReadOnlySpan<byte> Written()
    {
        Hash();
        return buffer.WrittenSpan;
    }

    private void Hash()
    {
        hash.AppendData(buffer.WrittenSpan[hashed..]);
        hashed = buffer.WrittenCount;
    }

    private void Forget()
    {
        drained += buffer.WrittenCount;
        buffer.ResetWrittenCount();
        hashed = 0;
    }

    private void Begin(int id)
    {
        places[id] = drained + buffer.WrittenCount;
        Append(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n"));
    }

    private void Append(string latin1)
    {
        var span = buffer.GetSpan(latin1.Length);
        buffer.Advance(Encoding.Latin1.GetBytes(latin1, span));
    }
}
