using System.Globalization;
using Temadagar.Logs;
using Temadagar.Printing;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>A report of erasure as a document to keep (PDF/A).</summary>
public sealed class ErasureReportDocument(FactSheet sheet)
{
    private static readonly Text Title = new("Gallringsrapport", "Report of erasure");

    private static readonly Text Lead = new(
        "Uppgifterna nedan är raderade ur databasen och går inte att få tillbaka. Rapporten nämner ingen person.",
        "The data below have been erased from the database and cannot be had back. The report names nobody.");

    private static readonly Dictionary<ErasedData, Text> Kinds = new()
    {
        [ErasedData.Needs] = new("Kost och tillgänglighet", "Diet and accessibility"),
        [ErasedData.Mails] = new("Mejlens mottagare och innehåll", "Recipients and content of mails"),
        [ErasedData.Registrations] = new("Anmälningar och allt som hör till dem, utom intyg", "Registrations and all that belongs to them, but certificates"),
        [ErasedData.Certificates] = new("Intyg: vad de säger", "Certificates: what they say"),
        [ErasedData.Request] = new("En person, efter begäran", "One person, upon request"),
    };

    public void Draw(ErasureReport report, Language language, Stream output)
    {
        var at = Stockholm.In(report.ErasedAt);
        var (date, time) = (DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime));
        List<(string, string)> facts =
        [
            (new Text("Temadag", "Theme day").In(language), report.ThemeDayTitle ?? report.ThemeDay),
            (new Text("Uppgifter", "Data").In(language), Kinds[report.Data].In(language)),
            (new Text("Antal personer", "People").In(language), report.People.ToString(CultureInfo.InvariantCulture)),
            (new Text("Beslut", "Decision").In(language), report.Decision),
        ];
        if (report.Data != ErasedData.Request)
        {
            facts.Add((new Text("Gallras så många dagar efter temadagen", "Erased so many days after the theme day").In(language), report.DaysAfter.ToString(CultureInfo.InvariantCulture)));
        }

        facts.Add((new Text("Raderat", "Erased").In(language), CivilDate.At(date, time, null, language)));
        facts.Add((new Text("Av vem", "By whom").In(language), report.ActorName ?? new Text("Tjänsten själv", "The service itself").In(language)));
        if (report.LogHead is { } noted && LogHead.Parse(noted) is { } head)
        {
            facts.Add((new Text("Loggen är förseglad till och med", "The log is sealed up to").In(language), head.Short));
        }

        sheet.Draw(
            new FactSheetContent(language, Title.In(language), Lead.In(language), facts, $"{new Text("Rapportens beteckning", "The report's id").In(language)}: {report.Id}", report.ErasedAt), output);
    }
}
