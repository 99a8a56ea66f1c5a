using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.InformationPages;
using Temadagar.Series;
using Temadagar.ThemeDays;

namespace Temadagar.Catalogue;

/// <summary>What anyone may see: the series, its days, and each day with its programme.</summary>
public static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Catalogue").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/series", GetSeriesAsync).ProducesProblem(StatusCodes.Status404NotFound);
        // For anyone, and asked for most of all: nothing between the routing and this has anything to do.
        api.MapGet("/theme-days", ListAsync).Produces<IEnumerable<ThemeDayView>>().ShortCircuit();
        api.MapGet("/theme-days/{slug}", GetAsync)
            .Produces<ThemeDayPage>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The series that this installation shows, with those who organize it.</summary>
    public static async Task<Results<Ok<SeriesView>, ProblemResult>> GetSeriesAsync(
        Database database, SeriesStore series, BoardStore boards, InformationPageStore informationPages, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (await series.FindAsync(read) is not { } found)
        {
            return new ProblemResult(Problem.NotFound);
        }

        return TypedResults.Ok(new SeriesView(
            found.Name,
            found.Demonstration,
            found.Campaign,
            found.Summary,
            [.. (await boards.ListAsync(read)).Select(OrganizerView.Of)],
            await series.PartnersAsync(read, found.Id),
            [.. (await informationPages.ShownAsync(read)).Select(language => new InformationLanguage(language, language.OwnName()))]));
    }

    /// <summary>The published theme days in order of their dates and times, those without a date last. At most a second old.</summary>
    public static async Task<IResult> ListAsync(DayList list, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await list.GetAsync(cancellationToken), JsonReplies.MediaType);

    /// <summary>One theme day with description, organizer, programme and speakers.</summary>
    public static async Task<IResult> GetAsync(string slug, HttpContext context, ThemeDayPages pages, CancellationToken cancellationToken) =>
        await pages.FindAsync(slug, cancellationToken) is { } page
            ? new TaggedJson<ThemeDayPage>(page)
            : new ProblemResult(ThemeDayProblems.Unknown);
}

/// <param name="InformationPages">The languages that there is an information page in: with what every page asks for, so that none has to ask for that too.</param>
public sealed record SeriesView(
    string Name, bool Demonstration, string? Campaign, string? Summary, IReadOnlyList<OrganizerView> Organizers, IReadOnlyList<string> Partners, IReadOnlyList<InformationLanguage> InformationPages);

/// <param name="Language">Its tag (BCP 47).</param>
/// <param name="Name">Of the language, in itself.</param>
public sealed record InformationLanguage(MinorityLanguage Language, string Name);
