using System.Globalization;
using Temadagar.Texts;

namespace Temadagar.Certificates.Drawing;

/// <summary>The words that every certificate has.</summary>
internal static class CertificateWords
{
    public static readonly Text Heading = new("Intyg om deltagande", "Certificate of attendance");
    public static readonly Text Certifies = new("intygar att", "certifies that");
    public static readonly Text Attended = new("har deltagit i temadagen", "attended the theme day");
    public static readonly Text Date = new("Datum", "Date");
    public static readonly Text Place = new("Plats", "Place");
    public static readonly Text Online = new("Digitalt", "Online");
    public static readonly Text Extent = new("Omfattning", "Extent");
    public static readonly Text Content = new("Innehåll", "Content");
    public static readonly Text AndMore = new("m.m.", "and more");
    public static readonly Text Number = new("Intygsnummer", "Certificate number");
    public static readonly Text Verify = new("Kontrollera att intyget gäller:", "Verify that the certificate is valid:");
    public static readonly Text VerifyLink = new("Kontrollera intyget på webben", "Verify the certificate on the web");
    public static readonly Text QrCode = new("QR-kod med adressen där intyget kontrolleras", "QR code with the address where the certificate is verified");
    public static readonly Text Signature = new("Elektronisk underskrift", "Electronic signature");
    public static readonly Text None = new("Inga intyg är utfärdade.", "No certificates have been issued.");

    /// <summary>What organizers write is Swedish. What says so on a certificate in that language; null where all of it is Swedish.</summary>
    public static string? OwnLanguage(Language language) => language == Language.Sv ? null : "sv";

    /// <summary>"6 timmar", "6,5 timmar", "1 timme"; "6 hours", "6.5 hours", "1 hour".</summary>
    public static string Hours(decimal hours, Language language)
    {
        var number = hours.ToString("0.##", CultureInfo.InvariantCulture);
        return language == Language.En ? $"{number} {(hours == 1 ? "hour" : "hours")}" : $"{number.Replace('.', ',')} {(hours == 1 ? "timme" : "timmar")}";
    }

    /// <summary>"Utfärdat den 5 december 2016", "Issued on 5 December 2016".</summary>
    public static string Issued(DateOnly date, Language language) =>
        new Text("Utfärdat den", "Issued on").In(language) + " " + CivilDate.Full(date, language);

    /// <summary>What a viewer shows as the title of one person's certificate.</summary>
    public static string DocumentTitle(CertificateContent content) => $"{Heading.In(content.Language)} – {content.Name}";
}
