using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Temadagar.Certificates.Drawing;
using Temadagar.Pdf;
using Temadagar.Signing;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Pdf;
using Temadagar.Texts;
using static Temadagar.Tests.Certificates.Drawing.Drawable;

namespace Temadagar.Tests.Certificates.Drawing;

/// <summary>A signed certificate as readers of PDF that we did not write see it: pdfsig is Poppler's.</summary>
[Slow]
public partial class SignedDocumentTests
{
    private static readonly DateTimeOffset Noon = new(2027, 2, 4, 13, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("RSA")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    [InlineData("chain")]
    public void A_signature_is_valid_over_the_whole_document(string kind)
    {
        using var signer = Signer(kind);

        var said = PdfTools.Read(Signed(signer, Ordinary), "pdfsig", "-nocert", "{}");

        Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("Signature Type: ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Contains("Hash Algorithm: SHA-256", said, StringComparison.Ordinal);
        Assert.Contains("Feb 04 2027", said, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_once_a_byte_has_been_changed_wherever_that_is()
    {
        using var signer = TestSigner.Rsa();
        var signed = Signed(signer, Ordinary);
        var (place, behind) = Place(signed);
        // The page, fonts, structure, the widget, the time, the range, the signature itself, the catalogue, the table and the trailer.
        var text = Encoding.Latin1.GetString(signed);
        string[] marks = ["stream\n", "/FontFile2", "/StructTreeRoot", "/TU <", "/M (D:2027", "/ByteRange [0 ", "/SigFlags", "trailer", "%%EOF", "/CreationDate (D:"];
        var places = marks.Select(mark => text.IndexOf(mark, StringComparison.Ordinal) + mark.Length).Concat([1500, place / 2, (place + behind) / 4 + (place / 2), behind + 100]);

        Assert.All(places, at =>
        {
            var changed = signed.ToArray();
            changed[at] = changed[at] == (byte)'1' ? (byte)'2' : (byte)'1';
            Assert.NotEqual(signed, changed);
            Assert.DoesNotContain("Signature is Valid", PdfTools.Run(changed, "pdfsig", "-nocert", "{}").Said, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_added_behind_it_is_seen_not_to_be_signed()
    {
        using var signer = TestSigner.Rsa();

        var said = PdfTools.Run([.. Signed(signer, Ordinary), .. "\n%"u8], "pdfsig", "-nocert", "{}").Said;

        Assert.Contains("Not total document signed", said, StringComparison.Ordinal);
    }

    public static TheoryData<string> Kinds => [.. Drawable.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_signed_certificate_of_any_kind_keeps_to_the_rules_and_says_the_same_as_one_that_is_not(string kind)
    {
        using var signer = TestSigner.Curve(ECCurve.NamedCurves.nistP256);
        var content = Drawable.Kinds[kind];

        var signed = Signed(signer, content);

        Assert.Empty(PdfRules.Faults(signed));
        Assert.Equal(SpokenTexts.Of(Drawn(content)), SpokenTexts.Of(signed));
        Assert.Contains("No syntax or stream encoding errors found", PdfTools.Read(signed, "qpdf", "--check", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public void On_paper_and_screen_it_looks_the_same()
    {
        using var signer = TestSigner.Rsa();
        var content = Drawable.Kinds["four logos"];

        Assert.Equal(Painted(Drawn(content)), Painted(Signed(signer, content)));
    }

    [Theory]
    [InlineData(Language.Sv, "Elektronisk underskrift")]
    [InlineData(Language.En, "Electronic signature")]
    public void The_signature_s_field_is_named_in_the_certificate_s_language_and_stands_behind_all_else(Language language, string name)
    {
        using var signer = TestSigner.Rsa();

        var signed = Signed(signer, Ordinary with { Language = language });

        using var reading = new PdfReading(signed);
        var field = reading.Resolve(Assert.Single(reading.Array(reading.Get(reading.Catalog, "AcroForm"), "Fields")));
        Assert.Equal(name, reading.Text(field, "TU"));
        var said = PdfTools.Read(signed, "pdfinfo", "-struct-text", "{}");
        Assert.True(said.LastIndexOf("Form", StringComparison.Ordinal) > said.LastIndexOf("Figure", StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData("/TU <", "/TX <", "TU (")]
    [InlineData("/SigFlags 3", "/SigFlags 1", "SigFlags")]
    [InlineData("/Rect [0 0 0 0]", "/Rect [0 0 9 9]", "no extent")]
    [InlineData("/S /Form", "/S /Span", "stands in a Form")]
    [InlineData("/F 132 ", "/F 130 ", "printed")]
    [InlineData("/T <", "/X <", "has a name")]
    [InlineData("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "SubFilter")]
    [InlineData("/M (D", "/N (D", "M (PAdES)")]
    [InlineData("/ByteRange [0 ", "/ByteRange [1 ", "signed is all")]
    [InlineData("/SigFlags 3 >>", "/SigFlags 3>> ", "")]
    [InlineData("/Fields [", "/Felder [", "each field is a widget")]
    [InlineData("/Subtype /Widget /FT", "/Subtype /Widgot /FT", "links and widgets only")]
    public void The_rules_notice_a_field_that_is_not_what_it_should_be(string from, string to, string rule)
    {
        using var signer = TestSigner.Rsa();
        Assert.Equal(from.Length, to.Length);
        var text = Encoding.Latin1.GetString(Signed(signer, Ordinary));
        Assert.Contains(from, text, StringComparison.Ordinal);

        var faults = PdfRules.Faults(Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.True(rule.Length == 0 ? faults.Count == 0 : faults.Any(fault => fault.Contains(rule, StringComparison.Ordinal)), string.Join('\n', faults));
    }

    [Fact]
    public void The_signature_binds_its_certificate_names_no_time_and_brings_its_whole_chain_and_nobody_else()
    {
        using var signer = TestSigner.InChain();
        var signed = Signed(signer, Ordinary);
        var (place, behind) = Place(signed);
        var cms = new SignedCms(new ContentInfo([.. signed[..place], .. signed[behind..]]), detached: true);
        cms.Decode(Convert.FromHexString(Encoding.ASCII.GetString(signed, place + 1, behind - place - 2)));

        cms.CheckSignature(verifySignatureOnly: true);
        var one = Assert.Single(cms.SignerInfos.Cast<SignerInfo>());
        Assert.Equal("2.16.840.1.101.3.4.2.1", one.DigestAlgorithm.Value);
        var attributes = one.SignedAttributes.Cast<CryptographicAttributeObject>().ToDictionary(attribute => attribute.Oid.Value!, attribute => attribute.Values[0].RawData);
        // contentType, messageDigest and signing-certificate-v2, which ends with the SHA-256 of the certificate.
        Assert.Equal(["1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"], attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(SHA256.HashData(one.Certificate!.RawData), attributes["1.2.840.113549.1.9.16.2.47"][^32..]);
        Assert.Equal(["CN=Bladet", "CN=Mellan", "CN=Roten"], cms.Certificates.Cast<X509Certificate2>().Select(certificate => certificate.Subject).Order(StringComparer.Ordinal));
        Assert.Empty(one.UnsignedAttributes);
    }

    [Fact]
    public void A_document_of_which_something_has_been_sent_is_not_signed_nor_one_whose_signature_has_no_room()
    {
        Assert.Throws<InvalidOperationException>(() => Document().SaveSigned(Stream.Null, new PdfSignature("S", "S", Noon, 4, _ => new byte[5])));
        Assert.Throws<InvalidOperationException>(() =>
        {
            var document = Document();
            document.FlushAsync(Stream.Null, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            document.SaveSigned(Stream.Null, new PdfSignature("S", "S", Noon, 4, _ => []));
        });

        static PdfDocument Document()
        {
            var document = new PdfDocument(new PdfProperties("Prov", "sv", "Å", "Provet"));
            document.AddPage(100, 100);
            return document;
        }
    }

    private static TestSigner Signer(string kind) => kind switch
    {
        "RSA" => TestSigner.Rsa(),
        "P-256" => TestSigner.Curve(ECCurve.NamedCurves.nistP256),
        "P-384" => TestSigner.Curve(ECCurve.NamedCurves.nistP384),
        "P-521" => TestSigner.Curve(ECCurve.NamedCurves.nistP521),
        _ => TestSigner.InChain(),
    };

    private static byte[] Signed(TestSigner signer, CertificateContent content)
    {
        using var certificate = SigningCertificate.Open(signer.File, TestSigner.Password);
        using var file = new MemoryStream();
        Renderer.DrawSigned(content, new CertificateSignature(Noon, certificate.Room, certificate.Sign), file);
        return file.ToArray();
    }

    // From the signature's first bracket to behind its last.
    private static (int Place, int Behind) Place(byte[] signed)
    {
        var range = ByteRange().Match(Encoding.Latin1.GetString(signed));
        return (int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    private static string Painted(byte[] document)
    {
        PdfTools.Run(document, "pdftoppm", "-v");
        return PdfTools.Read(document, "sh", "-c", "pdftoppm -r 60 -singlefile \"$1\" \"$1\" && sha256sum < \"$1.ppm\"", "sh", "{}");
    }

    [GeneratedRegex(@"/ByteRange \[0 (\d+) (\d+) ")]
    private static partial Regex ByteRange();
}
