using Temadagar.Pdf;
using Temadagar.Printing;
using Temadagar.Texts;
using static Temadagar.Printing.Look;

namespace Temadagar.Certificates.Drawing;

/// <summary>
/// One certificate on one A4 page. What is fixed stands at the top (logos) and at the bottom (signatory, number, verification); what varies flows between. A day with few
/// sessions gives the lines above more air; one whose sessions need small type brings them closer together. Where even that is not enough, what is long is set in smaller type, and the signature
/// rises: nothing covers another, and nothing is left out but sessions, which then end with "m.m.".
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
    private const double LowestSignatureAt = 649;
    private const double RoomToSign = 34;
    private const double SignatureEnd = 706;
    private const double FootAt = 720;
    private const double QrSide = 62;
    private const double BesideQr = Width - QrSide - 24;

    // What the spaces are multiplied by, at most and at least, and how much they are together.
    private const double Airy = 1.5;
    private const double Dense = 0.6;
    private const double AllSpaces = 170;

    private const double FactsBelowLabels = 16;
    private const double FactLeading = 1.3;

    // What the smallest type is multiplied by, in steps of a twentieth, until there is room.
    private static readonly double[] Parts = [.. Enumerable.Range(0, 13).Select(step => 1 - (step / 20.0))];

    private static readonly double[] NameSizes = [34, 30, 26, 22];
    private static readonly double[] TitleSizes = [20, 18, 16];

    private readonly List<Action> drawing = [];
    private readonly List<Action> signing = [];
    private readonly string? own = CertificateWords.OwnLanguage(content.Language);

    // Where the last line stands and the sessions end; what the spaces and the smallest type are multiplied by.
    private double y;
    private double bottom;
    private double air;
    private double part;

    private Language Language => content.Language;

    public void Draw()
    {
        var sessions = new CertificateSessions(page, typefaces, content);
        Compose(sessions);
        DrawFrame();
        DrawLogos();
        drawing.ForEach(draw => draw());
        sessions.Draw(Left, y, Width, bottom);
        signing.ForEach(draw => draw());
        DrawFoot();
    }

    private void Compose(CertificateSessions sessions)
    {
        Compose(1, 1);
        if (sessions.RoomBelow(y, Width, bottom) is { } room)
        {
            Compose(Math.Min(Airy, 1 + (room / 2 / AllSpaces)), 1);
            return;
        }

        foreach (var smaller in Parts)
        {
            Compose(Dense, smaller);
            if (sessions.FitBelow(y, Width, bottom))
            {
                return;
            }
        }
    }

    private void DrawLogos()
    {
        if (content.Logos.Count == 0)
        {
            if (content.Demonstration)
            {
                using (page.Artifact())
                {
                    DemonstrationMark.Draw(page, Left, LogosTop, LogoHeight);
                }
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
            using (page.Figure(PrintedText.Of(logo.AlternativeText), x, top, width, height, own))
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

    private void Compose(double spaces, double smaller)
    {
        drawing.Clear();
        signing.Clear();
        (y, air, part) = (HeadingAt, spaces, smaller);
        AddHeading();
        AddStatement();
        AddFacts();
        AddSignature();
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
        var organizer = PrintedText.Of(content.Organizer);
        var certifies = $"{organizer} {CertificateWords.Certifies.In(Language)}";
        var attended = CertificateWords.Attended.In(Language);
        AddParagraph(Fitted(certifies, typefaces.Regular(certifies, 0, Muted), [12, 11], 9.5, 2), 34, (paragraph, first) => DrawOpening(paragraph, first, organizer.Length));
        AddParagraph(FittedName(PrintedText.Of(content.Name), NameSizes, 17, 1, Ink), 20, (paragraph, first) => DrawParagraph(paragraph, Left, first, null));
        AddParagraph(Paragraph.Of(attended, typefaces.Regular(attended, 12, Muted), Width), 28, (paragraph, first) => DrawParagraph(paragraph, Left, first, null));
        AddParagraph(FittedName(PrintedText.Of(content.Title), TitleSizes, 14, 2, Spruce), 16, (paragraph, first) => DrawParagraph(paragraph, Left, first, own));
    }

    private Paragraph FittedName(string text, double[] sizes, double smallest, int most, Rgb colour) => Fitted(text, typefaces.Serif(text, 0, colour), air < 1 ? sizes[2..] : sizes, smallest, most);

    private Paragraph Fitted(string text, TextStyle style, IEnumerable<double> sizes, double smallest, int most) => Paragraph.Fitted(text, style, sizes, smallest * part, most, Width);

    private void AddParagraph(Paragraph paragraph, double space, Action<Paragraph, double> draw)
    {
        var first = y + (air * space) + paragraph.Style.CapHeight;
        drawing.Add(() => draw(paragraph, first));
        y = first + paragraph.Height;
    }

    private void DrawParagraph(Paragraph paragraph, double x, double first, string? language)
    {
        using (page.Tag("P", language))
        {
            paragraph.Draw(page, x, first);
        }
    }

    private void DrawOpening(Paragraph paragraph, double first, int ownLetters)
    {
        using (page.Tag("P"))
        {
            using (Own(own))
            {
                paragraph.Draw(page, Left, first, 0, ownLetters);
            }

            paragraph.Draw(page, Left, first, ownLetters, int.MaxValue);
        }
    }

    private IDisposable? Own(string? language) => language is null ? null : page.Tag("Span", language);

    private void AddFacts()
    {
        var (place, online) = (PrintedText.Of(content.Place), CertificateWords.Online.In(Language));
        (string Label, string Value, string? Language, double Share)[] facts =
        [
            (CertificateWords.Date.In(Language), CivilDate.Full(content.Date, Language), null, 0.32),
            (CertificateWords.Place.In(Language), place, place == online ? null : own, 0.42),
            (CertificateWords.Extent.In(Language), CertificateWords.Hours(content.Hours, Language), null, 0.26),
        ];
        var top = y + (air * 32);
        var first = top + (air * 8) + 16;
        var (x, end) = (Left, first);
        AddHairline(top);
        foreach (var (label, text, language, share) in facts)
        {
            var value = Paragraph.Fitted(text, typefaces.SemiBold(text, 0, Ink), [12, 10.5], 8 * part, 4, (share * Width) - 14, FactLeading);
            var column = x;
            drawing.Add(() => DrawFact(label, value, language, column, first));
            end = Math.Max(end, first + FactsBelowLabels + value.Height);
            x += share * Width;
        }

        AddHairline(end + (air * 8) + 7);
        y = end + (air * 8) + 7 + (air * 14) + 14;
    }

    private void DrawFact(string label, Paragraph value, string? language, double x, double first)
    {
        using (page.Tag("P"))
        {
            page.Text(x, first, label + " ", typefaces.Regular(label, 9.5, Muted));
            using (Own(language))
            {
                value.Draw(page, x, first + FactsBelowLabels);
            }
        }
    }

    // From below: what the texts need beyond a line each lifts the line to sign on.
    private void AddSignature()
    {
        const double First = 17, Next = 14;
        var (signatory, title, organizer) = (PrintedText.Of(content.Signatory), PrintedText.Of(content.SignatoryTitle ?? ""), PrintedText.Of(content.Organizer));
        List<Paragraph> texts = [Signature(signatory, typefaces.SemiBold(signatory, 11.5, Ink))];
        texts.AddRange(new[] { title, organizer }.Where(text => text.Length > 0).Select(text => Signature(text, typefaces.Regular(text, 10, Muted))));
        var height = First + texts.Sum(text => text.Height) + ((texts.Count - 1) * Next);
        var line = Math.Min(LowestSignatureAt, SignatureEnd - height);
        bottom = line - RoomToSign;
        signing.Add(() => DrawLineToSign(line));
        var at = line + First;
        foreach (var text in texts)
        {
            var first = at;
            signing.Add(() => DrawParagraph(text, Left, first, own));
            at += text.Height + Next;
        }
    }

    private void DrawLineToSign(double at)
    {
        using (page.Artifact())
        {
            page.Rectangle(Left, at, 230, 0.75, Ink);
        }
    }

    private Paragraph Signature(string text, TextStyle style) => Paragraph.Fitted(text, style, SizesFrom(style.Size, 8), 8 * part, 1, Width, 1.2);

    private static IEnumerable<double> SizesFrom(double largest, double smallest)
    {
        for (var size = largest; size >= smallest; size -= 0.5)
        {
            yield return size;
        }
    }

    private void DrawFoot()
    {
        DrawHairline(FootAt);
        var (issued, verify) = ($"{CertificateWords.Issued(content.IssuedOn, Language)} · {CertificateWords.Number.In(Language)} {PrintedText.Of(content.Number)}", CertificateWords.Verify.In(Language));
        DrawParagraph(Paragraph.Fitted(issued, typefaces.Regular(issued, 0, Ink), SizesFrom(9.5, 6), 6, 1, BesideQr), Left, FootAt + 22, null);
        DrawParagraph(Paragraph.Of(verify, typefaces.Regular(verify, 9.5, Muted), BesideQr), Left, FootAt + 42, null);
        DrawAddress(FootAt + 56);
        using (page.Figure(CertificateWords.QrCode.In(Language), Right - QrSide, FootAt + 12, QrSide, QrSide))
        {
            page.Fill(QrCode.Draw(content.VerificationAddress, Right - QrSide, FootAt + 12, QrSide), Ink);
        }
    }

    private void DrawAddress(double at)
    {
        var address = content.VerificationAddress;
        var text = Paragraph.Fitted(address, typefaces.Regular(address, 0, Link), [9.5, 8, 7, 6], 5, 2, BesideQr, 1.37);
        using (page.Tag("P"))
        using (page.Link(address, CertificateWords.VerifyLink.In(Language), Left, at - 10, text.Lines.Max(text.Style.Measure), text.Height + 13))
        {
            text.Draw(page, Left, at);
            foreach (var (number, line) in text.Lines.Index())
            {
                page.Rectangle(Left, at + (number * text.Leading) + 2, text.Style.Measure(line), 0.5, Link);
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
