using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.Series;
using Temadagar.Texts;

namespace Temadagar.SeriesAndBoards;

/// <summary>The series as an administrator edits it: what this gives can be put back as it is.</summary>
/// <param name="Campaign">That the series belongs to.</param>
/// <param name="Summary">What the days are for and for whom: one paragraph on the first page.</param>
/// <param name="Partners">Those who take part in the work besides the boards, in the order that they are named.</param>
/// <param name="Version">Read-only. Also the ETag.</param>
public sealed record EditedSeries(string Name, string? Campaign, string? Summary, IReadOnlyList<string> Partners, int Version)
{
    public static EditedSeries Of(ThemeDaySeries series, IReadOnlyList<string> partners) => new(series.Name, series.Campaign, series.Summary, partners, series.Version);
}

/// <param name="Name">On every page and in the mails, up to 200 characters.</param>
/// <param name="Campaign">Up to 200 characters.</param>
/// <param name="Summary">One paragraph of up to 1,000 characters.</param>
/// <param name="Partners">At most 50 names; left out: none.</param>
public sealed record SeriesRequest(
    [property: Length(1, ThemeDaySeries.MaxNameLength)] string Name, [property: MaxLength(ThemeDaySeries.MaxCampaignLength)] string? Campaign = null,
    [property: MaxLength(ThemeDaySeries.MaxSummaryLength)] string? Summary = null,
    [property: MaxLength(ThemeDaySeries.MaxPartners), EachMaxLength(ThemeDaySeries.MaxPartnerLength)] IReadOnlyList<string>? Partners = null)
{
    private static readonly Text NoName = new("Skriv vad serien heter.", "Write what the series is called.");
    private static readonly Text BadPartner = new($"Skriv ett namn på högst {ThemeDaySeries.MaxPartnerLength} tecken.", $"Write a name of at most {ThemeDaySeries.MaxPartnerLength} characters.");
    private static readonly Text TooManyPartners = new($"Det kan vara högst {ThemeDaySeries.MaxPartners}.", $"There can be at most {ThemeDaySeries.MaxPartners}.");

    /// <summary>Not to be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public static SeriesRequest Read(JsonFields fields)
    {
        fields.Ignore("version");
        var read = new SeriesRequest(
            fields.Text("name", ThemeDaySeries.MaxNameLength, NoName),
            fields.OptionalText("campaign", ThemeDaySeries.MaxCampaignLength),
            fields.OptionalText("summary", ThemeDaySeries.MaxSummaryLength),
            [.. fields.OptionalTexts("partners", partner => Clean(partner) is { Length: > 0 }, BadPartner).Select(Clean).OfType<string>().Distinct(StringComparer.Ordinal)]);
        if (read.Partners!.Count > ThemeDaySeries.MaxPartners)
        {
            fields.Fault("partners", TooManyPartners);
        }

        fields.RefuseOthers();
        return read;
    }

    private static string? Clean(string partner) => PlainText.Clean(partner, ThemeDaySeries.MaxPartnerLength, out _);
}
