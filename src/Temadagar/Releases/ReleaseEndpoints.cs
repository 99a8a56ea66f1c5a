using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Releases;

/// <summary>The list of a day's people, released as a public record with what secrecy requires masked.</summary>
public static class ReleaseEndpoints
{
    public const int ReferenceLength = 200;

    private static readonly Text NoReference = new("Ange begärans diarienummer eller annan beteckning.", "Give the register number of the request, or the like.");
    private static readonly Text UnknownColumn = new($"Ange {string.Join(", ", Code.All<ReleasedColumn>())}.", $"Give {string.Join(", ", Code.All<ReleasedColumn>())}.");
    private static readonly Text NoColumn = new("Välj minst en uppgift som ska synas.", "Choose at least one column to show.");

    public static void MapReleases(this IEndpointRouteBuilder app)
    {
        var releases = app.MapGroup("/api/organizer/theme-days/{slug}/releases").WithTags("Public record").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        releases.MapGet("", ListAsync).Produces<IReadOnlyList<Release>>();
        releases.MapPost("", RunAsync).Accepts<ReleaseRequest>("application/json").Produces<ReleasedList>().ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>What has been released of a day, the latest first.</summary>
    public static async Task<IResult> ListAsync(string slug, ClaimsPrincipal user, ReleaseList releasing, CancellationToken cancellationToken) =>
        await releasing.OfDayAsync(Caller.Of(user), slug, cancellationToken) is { } releases ? TypedResults.Ok(releases) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>Makes the list, and logs that it was released. Every column that is not chosen is masked, and so is every cell of those whose registrations are given; nobody with protected identity is in it.</summary>
    public static Task<IResult> RunAsync(string slug, HttpContext context, ClaimsPrincipal user, ReleaseList releasing, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var reference = fields.Text("reference", ReferenceLength, NoReference);
            var columns = fields.Texts("columns", column => Code.TryParse<ReleasedColumn>(column, out _), UnknownColumn);
            var masked = fields.OptionalIds("masked");
            if (fields.Has("columns") && columns.Count == 0)
            {
                fields.Fault("columns", NoColumn);
            }

            fields.RefuseOthers();
            return new WantedRelease(
                reference, columns.Select(column => Code.TryParse<ReleasedColumn>(column, out var one) ? one : default).ToHashSet(), masked.ToHashSet());
        }, async wanted =>
        {
            var (list, refusal) = await releasing.RunAsync(Caller.Of(user), slug, wanted, context.ReaderLanguage(), cancellationToken);
            return refusal is not null ? new ProblemResult(refusal) : (IResult)TypedResults.Ok(list);
        });
}

/// <param name="Reference">Of the request, in the board's register.</param>
/// <param name="Columns">What is shown: name, organization, profession, sector, municipality, participation, status, registeredAt, email, phone.</param>
/// <param name="Masked">The ids of the registrations of which nothing is shown.</param>
public sealed record ReleaseRequest([property: Length(1, ReleaseEndpoints.ReferenceLength)] string Reference, IReadOnlyList<ReleasedColumn> Columns, IReadOnlyList<Guid>? Masked = null);
