using System.Globalization;
using System.Text;

namespace Temadagar.Pdf;

/// <summary>
/// The signature's object and the empty place in it, which is filled when all else is written (ISO 32000-1, 12.8.1): what is signed is every byte before the place and every byte behind it.
/// </summary>
internal sealed class SignatureSpace
{
    // Three numbers of ten digits each are as much as a cross-reference table can hold.
    private static readonly string NoRange = "[0" + new string(' ', 3 * 11) + "]";

    private readonly PdfSignature signature;
    private readonly int range;
    private readonly int place;
    private readonly int behind;

    private SignatureSpace(PdfSignature signature, int id, int range, int place, int behind) =>
        (this.signature, Id, this.range, this.place, this.behind) = (signature, id, range, place, behind);

    public int Id { get; }

    public static SignatureSpace Write(ObjectWriter writer, PdfSignature signature)
    {
        var head = $"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M {Syntax.Date(signature.SignedAt)} /ByteRange ";
        const string key = " /Contents ";
        var contents = $"<{new string('0', 2 * signature.Room)}>";
        var id = writer.Reserve();
        var start = checked((int)writer.Object(id, $"{head}{NoRange}{key}{contents} >>"));
        var place = start + head.Length + NoRange.Length + key.Length;
        return new SignatureSpace(signature, id, start + head.Length, place, place + contents.Length);
    }

    /// <summary>Signs the document and writes the signature into it.</summary>
    /// <exception cref="InvalidOperationException">The signature has no room.</exception>
    public byte[] Fill(byte[] document)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"[0 {place} {behind} {document.Length - behind}").PadRight(NoRange.Length - 1) + "]";
        Encoding.ASCII.GetBytes(said, document.AsSpan(range));
        var made = signature.Sign([.. document.AsSpan(0, place), .. document.AsSpan(behind)]);
        if (made.Length > signature.Room)
        {
            throw new InvalidOperationException($"The signature takes {made.Length} bytes of {signature.Room}.");
        }

        Encoding.ASCII.GetBytes(Convert.ToHexString(made), document.AsSpan(place + 1));
        return document;
    }
}
