using Temadagar.Certificates.Drawing;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Programme;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Certificates;

/// <summary>What stands in the way of a day's certificates, whoever they are for.</summary>
/// <param name="Field">As the API calls it.</param>
/// <param name="Character">That no font can show; null: the field is missing, or <see cref="TooManyHours"/>.</param>
public sealed record FactFault(string Field, string? Character)
{
    /// <summary>The certificate would say more hours than the day has.</summary>
    public const string TooManyHours = "hoursBeyondDay";

    public Text Text => Character is { } character
        ? new($"Tecknet {character} kan inte skrivas på intyget.", $"The character {character} cannot be written on the certificate.")
        : Field == TooManyHours ? new("Timmarna på intyget är fler än temadagens.", "The hours on the certificate are more than the theme day's.")
        : new("Behövs på intyget.", "Is needed on the certificate.");
}

/// <summary>What all certificates of a day say.</summary>
/// <param name="Logos">Ids.</param>
/// <param name="Site">Where they are verified; see <see cref="PublicAddress.Root"/>.</param>
/// <param name="Signing">Whether they are signed when they are given out. It stands in the way of nothing.</param>
/// <param name="Faults">Any: nothing can be issued.</param>
public sealed record FactsOfDay(
    ThemeDay Day, CertificateSettings Settings, string Title, string? Place, IReadOnlyList<string> Content, IReadOnlyList<Guid> Logos, string Site, CertificateSigningState Signing,
    IReadOnlyList<FactFault> Faults)
{
    /// <summary>How long the day is, in minutes; 0: its times are not known.</summary>
    public int Minutes => Day is { Start: { } start, End: { } end } ? (int)(end - start).TotalMinutes : 0;

    /// <summary>What a person's certificate says. Of a fact that is missing it says nothing.</summary>
    public CertificateSnapshot For(Candidate person, DateOnly issuedOn, string number) => new(
        person.Language, person.FullName, Day.OrganizerName ?? "", Title, Content, Day.Date ?? default, person.Participation == Participation.Online ? CertificateWords.Online.In(person.Language) : Place ?? "",
        Day.CertificateHours ?? 0, issuedOn, number, Settings.Signatory ?? "", Settings.SignatoryTitle, Site, Logos, Day.Demonstration);

    public Faults AsFaults()
    {
        var faults = new Faults();
        foreach (var fault in Faults)
        {
            faults.Add(fault.Field, fault.Text);
        }

        return faults;
    }
}

/// <summary>Gathers what a day's certificates say, and what is missing for it or cannot be drawn.</summary>
public sealed class CertificateFacts(CertificateSettingsStore settings, LogoStore logos, ProgrammeStore programme, PlaceStore places, PublicAddress address, ICertificateRenderer renderer,
    CertificateSigning signing)
{
    public async Task<FactsOfDay> OfAsync(Session session, ThemeDay day)
    {
        var chosen = await settings.FindAsync(session, day.Id);
        // Who took part online was at no place.
        var onSite = (await places.OfDayAsync(session, day.Id)).Any(place => place.Participation == Participation.OnSite);
        IReadOnlyList<string> content = [.. (await programme.OfDayAsync(session, day.Id)).Where(one => one.Kind != SessionKind.Break).Select(one => one.Title)];
        IReadOnlyList<Guid> shown = day.BoardId is { } board ? [.. (await logos.OfBoardAsync(session, board)).Select(logo => logo.Id)] : [];
        var facts = new FactsOfDay(day, chosen, Title(day), Whereabouts.Of(day.Venue, day.City), content, shown, address.Root, signing.State, []);
        return facts with { Faults = [.. Missing(facts, onSite), .. Undrawable(facts)] };
    }

    /// <summary>The first character of a name that no font can show, or null.</summary>
    public string? FirstUndrawable(string name) => renderer.FirstUndrawable(Blank with { Name = name });

    // What is drawn anew for each: nothing of it is in the way of a font.
    private static readonly CertificateContent Blank = new(Language.Sv, "A", "A", "A", [], default, "A", 1, default, "1", "A", null, "A", []);

    /// <summary>As certificates and badges have it: a day that is made up says so on both.</summary>
    public static string Marked(ThemeDay day, string title) => day.Demonstration ? $"[Demonstration] {title}" : title;

    private static string Title(ThemeDay day) => day.Title is { } title ? Marked(day, title) : "";

    private IEnumerable<FactFault> Missing(FactsOfDay facts, bool onSite)
    {
        var day = facts.Day;
        (string Field, bool There)[] needed =
        [
            ("title", day.Title is not null), ("organizer", day.OrganizerName is not null), ("startsAt", day.Start is not null), ("endsAt", day.End is not null),
            ("place", facts.Place is not null || !onSite), ("hours", day.CertificateHours > 0),
            (FactFault.TooManyHours, facts.Minutes == 0 || (day.CertificateHours ?? 0) * 60 <= facts.Minutes), ("signatory", facts.Settings.Signatory is not null),
            // It is printed for good.
            ("publicAddress", day.Demonstration || !address.IsOfThisMachine),
        ];
        return needed.Where(fact => !fact.There).Select(fact => new FactFault(fact.Field, null));
    }

    private IEnumerable<FactFault> Undrawable(FactsOfDay facts)
    {
        (string Field, CertificateContent Content)[] drawn =
        [
            ("title", Blank with { Title = facts.Title }), ("organizer", Blank with { Organizer = facts.Day.OrganizerName ?? "" }), ("place", Blank with { Place = facts.Place ?? "" }),
            ("content", Blank with { Content = facts.Content }), ("signatory", Blank with { Signatory = facts.Settings.Signatory ?? "" }),
            ("signatoryTitle", Blank with { SignatoryTitle = facts.Settings.SignatoryTitle }),
        ];
        return drawn.Select(one => new FactFault(one.Field, renderer.FirstUndrawable(one.Content))).Where(fault => fault.Character is not null);
    }
}
