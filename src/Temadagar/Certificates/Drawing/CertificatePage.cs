using Temadagar.Pdf;
using Temadagar.Texts;
using static Temadagar.Certificates.Drawing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// One certificate on one A4 page. What is fixed stands at the top (logos) and at the bottom (signatory, number, verification); what varies flows between. A day with few
/// sessions gives the lines above more air; one whose sessions need small type brings them closer together.
/// </summary>
internal sealed class CertificatePage(PdfPage page, Typefaces typefaces, LogoImages logoImages, CertificateContent content)
{
    private const double Left = Margin;
    private const double Right = PaperWidth - Left;
    private const double Width = Right - Left;
    private const double LogosTop = 54;
    private const double LogoHeight = 44;
    private const double MaxLogoWidth = 150;
    private const double LogoGap = 26;
    private const double HeadingAt = 151;
    private const double SignatureAt = 649;
    private const double RoomToSign = 34;
    private const double FootAt = 720;
    private const double QrSide = 62;

    // What the spaces are multiplied by, at most and at least, and how much they are together.
    private const double Airy = 1.5;
    private const double Dense = 0.6;
    private const double AllSpaces = 170;

    private const double FactLeading = 1.3;

    private static readonly double[] NameSizes = [34, 30, 26, 22];
    private static readonly double[] TitleSizes = [20, 18, 16];

    private readonly List<Action> drawing = [];

    // Where the last line stands, and what the spaces are multiplied by.
    private double y;
    private double air;

    private Language Language => content.Language;

    public void Draw()
    {
        const double Bottom = SignatureAt - RoomToSign;
        var sessions = new CertificateSessions(page, typefaces, content);
        Compose(1);
        Compose(sessions.RoomBelow(y, Width, Bottom) is { } room ? Math.Min(Airy, 1 + (room / 2 / AllSpaces)) : Dense);
        DrawFrame();
        DrawLogos();
        drawing.ForEach(draw => draw());
        sessions.Draw(Left, y, Width, Bottom);
        DrawSignature();
        DrawFoot();
    }

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

    private void DrawFrame()
    {
        const double Inset = 22;
        using (page.Artifact())
        {
            page.Stroke(new PdfPath().Rectangle(Inset, Inset, PaperWidth - (2 * Inset), PaperHeight - (2 * Inset)), Line, 0.6);
            page.Rectangle(Inset, Inset, PaperWidth - (2 * Inset), 5, Spruce);
        }
    }

    private void Compose(double spaces)
    {
        drawing.Clear();
        (y, air) = (HeadingAt, spaces);
        AddHeading();
        AddStatement();
        AddFacts();
    }

    private void AddHeading()
    {
        var heading = CertificateWords.Heading.In(Language);
        var (at, bar) = (y, y + 20);
        drawing.Add(() =>
        {
            using (page.Tag("H1"))
            {
                page.Text(Left - 1, at, heading, typefaces.Serif(heading, 36, Spruce));
            }

            using (page.Artifact())
            {
                page.Rectangle(Left, bar, 56, 3, Spruce);
            }
        });
        y = bar + 3;
    }

    private void AddStatement()
    {
        var certifies = $"{PrintedText.Of(content.Organizer)} {CertificateWords.Certifies.In(Language)}";
        var attended = CertificateWords.Attended.In(Language);
        AddParagraph(certifies, Fitted(certifies, typefaces.Regular(certifies, 12, Muted), [12, 11], 9.5, 2, Width), 34);
        AddFitted(PrintedText.Of(content.Name), NameSizes, 17, 1, Ink, 20);
        AddParagraph(attended, typefaces.Regular(attended, 12, Muted), 28);
        AddFitted(PrintedText.Of(content.Title), TitleSizes, 14, 2, Spruce, 16);
    }

    private void AddFitted(string text, double[] sizes, double smallest, int lines, Rgb colour, double space) =>
        AddParagraph(text, Fitted(text, typefaces.Serif(text, 0, colour), air < 1 ? sizes[2..] : sizes, smallest, lines, Width), space);

    // The largest size at which it takes no more lines than wanted; else the smallest, in as many lines as it takes.
    private static TextStyle Fitted(string text, TextStyle style, double[] sizes, double smallest, int lines, double width) =>
        style with { Size = sizes.FirstOrDefault(size => (style with { Size = size }).Wrap(text, width).Count <= lines, smallest) };

    private void AddParagraph(string text, TextStyle style, double space)
    {
        var lines = style.Wrap(text, Width);
        var (first, leading) = (y + (air * space) + style.CapHeight, style.Size * 1.32);
        drawing.Add(() => DrawLines(lines, style, Left, first, leading));
        y = first + ((lines.Count - 1) * leading);
    }

    private void DrawLines(IReadOnlyList<string> lines, TextStyle style, double x, double first, double leading)
    {
        using (page.Tag("P"))
        {
            foreach (var (number, line) in lines.Index())
            {
                page.Text(x, first + (number * leading), line, style);
            }
        }
    }

    private void AddFacts()
    {
        (Text Label, string Value, double Share)[] facts =
        [
            (CertificateWords.Date, CivilDate.Full(content.Date, Language), 0.32),
            (CertificateWords.Place, PrintedText.Of(content.Place), 0.42),
            (CertificateWords.Extent, CertificateWords.Hours(content.Hours, Language), 0.26),
        ];
        var top = y + (air * 32);
        var first = top + (air * 8) + 16;
        var (x, end) = (Left, first);
        AddHairline(top);
        foreach (var (text, value, share) in facts)
        {
            var wide = (share * Width) - 14;
            var style = Fitted(value, typefaces.SemiBold(value, 12, Ink), [12, 10.5], 8, 4, wide);
            var lines = style.Wrap(value, wide);
            var (column, label) = (x, text.In(Language) + " ");
            drawing.Add(() => DrawFact(label, lines, style, column, first));
            end = Math.Max(end, first + 16 + ((lines.Count - 1) * style.Size * FactLeading));
            x += share * Width;
        }

        AddHairline(end + (air * 8) + 7);
        y = end + (air * 8) + 7 + (air * 14) + 14;
    }

    private void DrawFact(string label, IReadOnlyList<string> lines, TextStyle style, double x, double first)
    {
        using (page.Tag("P"))
        {
            page.Text(x, first, label, typefaces.Regular(label, 9.5, Muted));
            foreach (var (number, line) in lines.Index())
            {
                page.Text(x, first + 16 + (number * style.Size * FactLeading), line, style);
            }
        }
    }

    private void DrawSignature()
    {
        using (page.Artifact())
        {
            page.Rectangle(Left, SignatureAt, 230, 0.75, Ink);
        }

        var (signatory, title, organizer) = (PrintedText.Of(content.Signatory), PrintedText.Of(content.SignatoryTitle ?? ""), PrintedText.Of(content.Organizer));
        var at = SignatureAt + 17;
        DrawLine(signatory, typefaces.SemiBold(signatory, 11.5, Ink), at);
        foreach (var text in new[] { title, organizer }.Where(text => text.Length > 0))
        {
            at += 14;
            DrawLine(text, typefaces.Regular(text, 10, Muted), at);
        }
    }

    // A line of its own, in the largest type in which it is one; what is longer than that at its smallest goes on below, where it touches nothing but air.
    private void DrawLine(string text, TextStyle style, double at)
    {
        const double Smallest = 6;
        while (style.Size > Smallest && style.Measure(text) > Width)
        {
            style = style with { Size = style.Size - 0.5 };
        }

        DrawLines(style.Wrap(text, Width), style, Left, at, style.Size * 1.1);
    }

    private void DrawFoot()
    {
        DrawHairline(FootAt);
        var (issued, verify) = ($"{CertificateWords.Issued(content.IssuedOn, Language)} · {CertificateWords.Number.In(Language)} {PrintedText.Of(content.Number)}", CertificateWords.Verify.In(Language));
        DrawLines([issued], typefaces.Regular(issued, 9.5, Ink), Left, FootAt + 22, 0);
        DrawLines([verify], typefaces.Regular(verify, 9.5, Muted), Left, FootAt + 42, 0);
        DrawAddress(FootAt + 56);
        using (page.Figure(CertificateWords.QrCode.In(Language), Right - QrSide, FootAt + 12, QrSide, QrSide))
        {
            page.Fill(QrCode.Draw(content.VerificationAddress, Right - QrSide, FootAt + 12, QrSide), Ink);
        }
    }

    private void DrawAddress(double at)
    {
        const double Leading = 13;
        var address = content.VerificationAddress;
        var style = typefaces.Regular(address, 9.5, Link);
        var lines = style.Wrap(address, Width - QrSide - 24);
        using (page.Tag("P"))
        using (page.Link(address, CertificateWords.VerifyLink.In(Language), Left, at - 10, lines.Max(style.Measure), lines.Count * Leading))
        {
            foreach (var (number, line) in lines.Index())
            {
                page.Text(Left, at + (number * Leading), line, style);
                page.Rectangle(Left, at + (number * Leading) + 2, style.Measure(line), 0.5, Link);
            }
        }
    }

    private void AddHairline(double at) => drawing.Add(() => DrawHairline(at));

    private void DrawHairline(double at)
    {
        using (page.Artifact())
        {
            page.Rectangle(Left, at, Width, 0.6, Line);
        }
    }
}
