using Temadagar.Certificates.Drawing;
using Temadagar.Pdf;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Portraits;
using Temadagar.Texts;

namespace Temadagar.Tests.Certificates.Drawing;

/// <summary>Certificates to draw.</summary>
internal static class Drawable
{
    public const string Address = "https://temadagar.example.org/intyg/3fY7kQzT0bW2mXc9LpVn5A";

    public static readonly PdfCertificateRenderer Renderer = new(Fonts.Folder);

    private static readonly PdfCertificateRenderer OlderVariant = new(Fonts.Folder, PdfStandard.A1a);

    public static CertificateContent Ordinary { get; } = new(
        Language.Sv, "Åsa Öberg", "Länsstyrelsen i Norrbottens län", "Sex mot ersättning – fokus efterfrågan", ["Välkommen", "Lagen och polisens arbete", "Panel: hur samverkar vi?"],
        new DateOnly(2016, 12, 1), "Kulturens hus, Luleå", 6, new DateOnly(2016, 12, 5), "NB-2016-00042", "Karin Lindström", "Folkhälsostrateg", Address, []);

    /// <summary>One of each kind that the layout must cope with.</summary>
    public static IReadOnlyDictionary<string, CertificateContent> Kinds { get; } = new Dictionary<string, CertificateContent>
    {
        ["ordinary"] = Ordinary,
        ["English"] = Ordinary with { Language = Language.En, Hours = 6.5m },
        ["nothing but what must be"] = Ordinary with { Content = [], SignatoryTitle = null },
        ["many names"] = Ordinary with { Name = "Åsa Öström-Ŋáŧŧi Żółć Дарья Ηλίας" },
        ["a very long name"] = Ordinary with { Name = Long("Maximiliana") },
        ["a name without a space"] = Ordinary with { Name = new string('W', 200) },
        ["all is long"] = Ordinary with
        {
            Name = Long("Maximiliana"),
            Title = Long("kunskap"),
            Place = Long("Storgatan"),
            Organizer = Long("Myndigheten"),
            Signatory = Long("Berit"),
            SignatoryTitle = Long("chef"),
            Content = Sessions(20),
        },
        ["twenty long sessions"] = Ordinary with { Content = Sessions(20) },
        ["sixty long sessions"] = Ordinary with { Content = Sessions(60) },
        ["four logos"] = Ordinary with { Logos = [Logo("Ett", 60, 20), Logo("Två & <tre>", 30, 30), Logo("Tre", 300, 20), Logo("Fyra", 10, 90)] },
        ["hostile"] = Ordinary with { Name = "A&B <x> \u202Egreb\u0007", Title = "]]> (\\) %PDF <</Type>>", Number = "№ 1/2" },
    };

    public static byte[] Drawn(CertificateContent content) => Drawn(Renderer, content);

    public static byte[] DrawnAsOlderVariant(CertificateContent content) => Drawn(OlderVariant, content);

    // As long as any text of a certificate may be.
    private static string Long(string word) => string.Concat(Enumerable.Repeat(word + ' ', 100))[..200].TrimEnd();

    private static List<string> Sessions(int count) => [.. Enumerable.Range(1, count).Select(number => $"Pass {number}: en lång titel om metoder, erfarenheter och samverkan som kräver mer än en rad")];

    public static CertificateLogo Logo(string name, int width, int height) => new(name, TestImages.Png(width, height, 2, 8, false, (x, y) => [x % 256, y % 256, 90]));

    public static byte[] Drawn(PdfCertificateRenderer renderer, CertificateContent content)
    {
        using var file = new MemoryStream();
        renderer.Draw(content, file);
        return file.ToArray();
    }
}
