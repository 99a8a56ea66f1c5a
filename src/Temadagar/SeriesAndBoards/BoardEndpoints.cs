using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.SeriesAndBoards;

public static class BoardEndpoints
{
    // A program may write each letter of a notice as an escape of six.
    private const int MaxBytes = 128 * 1024;

    public static void MapBoards(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer/boards").WithTags("Series and boards").For().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", ListAsync);
        api.MapPost("", AddAsync).Accepts<NewBoardRequest>("application/json").Produces<EditedBoard>(StatusCodes.Status201Created).ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);

        var one = api.MapGroup("/{slug}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", ReadAsync).Produces<EditedBoard>();
        var edits = one.MapGroup("").ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        edits.MapPut("", ChangeAsync).Accepts<BoardRequest>("application/json").Produces<EditedBoard>().ProducesFaults();
        edits.MapDelete("", RemoveAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>Those who organize the days, in the order that they are named.</summary>
    public static async Task<Ok<IEnumerable<EditedBoard>>> ListAsync(Database database, BoardStore boards, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return TypedResults.Ok((await boards.ListAsync(read)).Select(EditedBoard.Of));
    }

    /// <summary>A board as it is edited. The ETag is its version.</summary>
    public static async Task<IResult> ReadAsync(string slug, HttpContext context, Database database, BoardStore boards, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return Reply(context, await boards.FindAsync(read, slug), BoardProblems.Unknown);
    }

    /// <summary>Adds a board, last of all.</summary>
    public static Task<IResult> AddAsync(HttpContext context, ClaimsPrincipal user, ManageBoards manage, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, NewBoardRequest.Read, async wanted =>
        {
            var (added, refusal) = await manage.AddAsync(Caller.Of(user), wanted, cancellationToken);
            return Reply(context, added, refusal, created: true);
        }, MaxBytes);

    /// <summary>Changes it: every page, and each mail from then on, has it as it is now. What GET gives can be put back as it is. If-Match carries the ETag that GET gave.</summary>
    public static async Task<IResult> ChangeAsync(string slug, HttpContext context, ClaimsPrincipal user, ManageBoards manage, CancellationToken cancellationToken) =>
        Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch) : await JsonBody.WithAsync(context, BoardRequest.Read, async wanted =>
        {
            var (changed, refusal) = await manage.ChangeAsync(Caller.Of(user), slug, isCurrent, wanted, cancellationToken);
            return Reply(context, changed, refusal);
        }, MaxBytes);

    /// <summary>Removes a board that nothing belongs to: no days, accounts, keys in use, speakers, logos, rules or reports of erasure. If-Match as with PUT.</summary>
    public static async Task<IResult> RemoveAsync(string slug, HttpContext context, ClaimsPrincipal user, ManageBoards manage, CancellationToken cancellationToken) =>
        Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch)
        : await manage.RemoveAsync(Caller.Of(user), slug, isCurrent, cancellationToken) is { } refusal ? new ProblemResult(refusal)
        : TypedResults.NoContent();

    private static IResult Reply(HttpContext context, Board? board, Problem? refusal, bool created = false)
    {
        if (board is null)
        {
            return new ProblemResult(refusal!);
        }

        Versions.Tag(context, board.Version);
        var view = EditedBoard.Of(board);
        return created ? TypedResults.Created($"/api/organizer/boards/{board.Slug}", view) : TypedResults.Ok(view);
    }
}
