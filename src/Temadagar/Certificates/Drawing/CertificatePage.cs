using Temadagar.Pdf;
using Temadagar.Texts;
using static Temadagar.Certificates.Drawing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// One certificate on one A4 page. What is fixed stands at the top (logos) and at the bottom (signatory, number, verification); what varies flows between, in
/// smaller type and more lines as it grows.
/// </summary>
internal sealed class CertificatePage(PdfPage page, Typefaces typefaces, LogoImages logoImages, CertificateContent content)
{
    private const double Left = Margin;
    private const double Right = PaperWidth - Left;
    private const double Width = Right - Left;
    private const double LogosTop = 62;
    private const double LogoHeight = 44;
    private const double MaxLogoWidth = 150;
    private const double LogoGap = 26;
    private const double FlowTop = 168;
    private const double SignatureTop = 656;
    private const double FootTop = 728;
    private const double QrSide = 62;

    private static readonly double[] NameSizes = [32, 28, 25, 22];
    private static readonly double[] TitleSizes = [20, 18, 16];

    private double y;

    public void Draw()
    {
        DrawLogos();
        DrawHeading();
        DrawStatement();
        DrawFacts();
        new CertificateSessions(page, typefaces, content).Draw(Left, y, Width, SignatureTop - 16);
        DrawSignature();
        DrawFoot();
    }

    private Language Language => content.Language;

    private void DrawLogos()
    {
        if (content.Logos.Count == 0)
        {
            using (page.Artifact())
            {
                DemonstrationMark.Draw(page, Left, LogosTop, LogoHeight);
            }

            return;
        }

        var images = content.Logos.Select(logo => (Logo: logo, Image: logoImages.Get(logo.Png))).ToList();
        var natural = images.Sum(logo => NaturalWidth(logo.Image)) + (LogoGap * (images.Count - 1));
        var scale = Math.Min(1, Width / natural);
        var x = Left;
        foreach (var (logo, image) in images)
        {
            var width = scale * NaturalWidth(image);
            var height = width * image.Height / image.Width;
            var top = LogosTop + ((LogoHeight - height) / 2);
            using (page.Figure(PrintedText.Of(logo.AlternativeText), x, top, width, height))
            {
                page.Image(image, x, top, width, height);
            }

            x += width + (scale * LogoGap);
        }
    }

    private static double NaturalWidth(PdfImage image) => Math.Min(MaxLogoWidth, LogoHeight * image.Width / image.Height);

    private void DrawHeading()
    {
        y = FlowTop;
        var heading = CertificateWords.Heading.In(Language);
        using (page.Tag("H1"))
        {
            page.Text(Left - 1, y, heading, typefaces.Serif(heading, 36, Spruce));
        }

        using (page.Artifact())
        {
            page.Rectangle(Left, y + 18, 56, 3, Spruce);
        }

        y += 60;
    }

    private void DrawStatement()
    {
        var certifies = $"{PrintedText.Of(content.Organizer)} {CertificateWords.Certifies.In(Language)}";
        Paragraph(certifies, typefaces.Regular(certifies, 12, Muted), 17);
        var name = PrintedText.Of(content.Name);
        y += 22;
        Fitted(name, NameSizes, 17, Ink);
        var attended = CertificateWords.Attended.In(Language);
        y += 12;
        Paragraph(attended, typefaces.Regular(attended, 12, Muted), 17);
        y += 12;
        Fitted(PrintedText.Of(content.Title), TitleSizes, 14, Spruce);
        y += 14;
    }

    // The largest size at which it fits one line (a title: two); else the smallest, in as many lines as it takes.
    private void Fitted(string text, double[] sizes, double smallest, Rgb colour)
    {
        var lines = sizes == NameSizes ? 1 : 2;
        var size = sizes.FirstOrDefault(size => typefaces.Serif(text, size, colour).Wrap(text, Width).Count <= lines, smallest);
        Paragraph(text, typefaces.Serif(text, size, colour), size * 1.3);
    }

    // Leaves y at the first baseline of what would follow at the same size.
    private void Paragraph(string text, TextStyle style, double leading)
    {
        using (page.Tag("P"))
        {
            foreach (var line in style.Wrap(text, Width))
            {
                page.Text(Left, y, line, style);
                y += leading;
            }
        }
    }

    private void DrawFacts()
    {
        (Text Label, string Value, double Width)[] facts =
        [
            (CertificateWords.Date, CivilDate.Full(content.Date, Language), 0.32),
            (CertificateWords.Place, PrintedText.Of(content.Place), 0.42),
            (CertificateWords.Extent, CertificateWords.Hours(content.Hours, Language), 0.26),
        ];
        Hairline(y - 10);
        var (x, top, end) = (Left, y + 12, y);
        foreach (var (text, value, share) in facts)
        {
            y = top;
            using (page.Tag("P"))
            {
                var label = text.In(Language) + " ";
                page.Text(x, y, label, typefaces.Regular(label, 9.5, Muted));
                var style = typefaces.SemiBold(value, 12, Ink);
                foreach (var line in style.Wrap(value, (share * Width) - 14))
                {
                    y += 16;
                    page.Text(x, y, line, style);
                }
            }

            end = Math.Max(end, y);
            x += share * Width;
        }

        Hairline(end + 14);
        y = end + 40;
    }

    private void DrawSignature()
    {
        using (page.Artifact())
        {
            page.Rectangle(Left, SignatureTop, 230, 0.75, Ink);
        }

        y = SignatureTop + 17;
        var signatory = PrintedText.Of(content.Signatory);
        SmallParagraph(signatory, typefaces.SemiBold(signatory, 11.5, Ink));
        var rest = string.Join(", ", new[] { content.SignatoryTitle, content.Organizer }.OfType<string>().Select(PrintedText.Of).Where(text => text.Length > 0));
        SmallParagraph(rest, typefaces.Regular(rest, 10, Muted));
    }

    // In as many lines as the place has room for; a title that is longer is in smaller type.
    private void SmallParagraph(string text, TextStyle style)
    {
        while (style.Size > 6 && style.Wrap(text, Width).Count > 1)
        {
            style = style with { Size = style.Size - 0.5 };
        }

        Paragraph(text, style, style.Size + 4);
    }

    private void DrawFoot()
    {
        Hairline(FootTop);
        y = FootTop + 22;
        var issued = $"{CertificateWords.Issued(content.IssuedOn, Language)} · {CertificateWords.Number.In(Language)} {PrintedText.Of(content.Number)}";
        Paragraph(issued, typefaces.Regular(issued, 9.5, Ink), 17);
        var verify = CertificateWords.Verify.In(Language);
        Paragraph(verify, typefaces.Regular(verify, 9.5, Muted), 13);
        DrawAddress();
        using (page.Figure(CertificateWords.QrCode.In(Language), Right - QrSide, FootTop + 12, QrSide, QrSide))
        {
            page.Fill(QrCode.Draw(content.VerificationAddress, Right - QrSide, FootTop + 12, QrSide), Ink);
        }
    }

    private void DrawAddress()
    {
        var address = content.VerificationAddress;
        var style = typefaces.Regular(address, 9.5, Link);
        var lines = style.Wrap(address, Width - QrSide - 24);
        using (page.Tag("P"))
        using (page.Link(address, CertificateWords.VerifyLink.In(Language), Left, y - 10, lines.Max(style.Measure), lines.Count * 13))
        {
            foreach (var line in lines)
            {
                page.Text(Left, y, line, style);
                page.Rectangle(Left, y + 2, style.Measure(line), 0.5, Link);
                y += 13;
            }
        }
    }

    private void Hairline(double at)
    {
        using (page.Artifact())
        {
            page.Rectangle(Left, at, Width, 0.6, Line);
        }
    }
}
