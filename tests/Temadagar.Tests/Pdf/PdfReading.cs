using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Temadagar.Tests.Pdf;

/// <summary>The objects of a document as PdfPig, which we did not write, reads them.</summary>
internal sealed class PdfReading(byte[] bytes) : IDisposable
{
    private readonly PdfDocument document = PdfDocument.Open(bytes);

    public DictionaryToken Catalog => document.Structure.Catalog.CatalogDictionary;

    public bool HasIdentifier => document.Structure.Trailer.Identifier is { Count: 2 };

    public bool IsEncrypted => document.IsEncrypted;

    public DocumentInformation Information => document.Information;

    public IEnumerable<Page> Pages => document.GetPages();

    public void Dispose() => document.Dispose();

    public IToken? Resolve(IToken? token)
    {
        while (token is IndirectReferenceToken reference)
        {
            token = document.Structure.GetObject(reference.Data).Data;
        }

        return token;
    }

    public IToken? Get(IToken? owner, string name) => Resolve(Resolve(owner) switch
    {
        DictionaryToken dictionary when dictionary.TryGet(NameToken.Create(name), out var found) => found,
        StreamToken stream when stream.StreamDictionary.TryGet(NameToken.Create(name), out var found) => found,
        _ => null,
    });

    /// <summary>What stands there without being followed: an object's number, if it is one.</summary>
    public static IToken? Raw(DictionaryToken owner, string name) => owner.TryGet(NameToken.Create(name), out var found) ? found : null;

    public string? Name(IToken? owner, string name) => (Get(owner, name) as NameToken)?.Data;

    public int? Number(IToken? owner, string name) => (Get(owner, name) as NumericToken)?.Int;

    public string? Text(IToken? owner, string name) => Get(owner, name) switch
    {
        HexToken hex => hex.Data,
        StringToken text => text.Data,
        _ => null,
    };

    public IReadOnlyList<IToken> Array(IToken? owner, string name) => Get(owner, name) switch
    {
        ArrayToken array => array.Data,
        { } one => [one],
        _ => [],
    };

    public byte[] Decoded(StreamToken stream) => stream.Decode(document.Structure.FilterProvider, document.Structure.TokenScanner).ToArray();
}
