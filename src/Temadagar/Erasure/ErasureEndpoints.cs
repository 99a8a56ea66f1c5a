using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Texts;

namespace Temadagar.Erasure;

/// <summary>Who has asked to be erased, for the organizer of the day.</summary>
public static class ErasureEndpoints
{
    public const int MaxAnswerLength = 1000;

    private static readonly Text NoOutcome = new("Välj om begäran beviljas eller avslås.", "Choose whether the request is granted or refused.");
    private static readonly Text NoAnswer = new("Skriv vad du svarar personen.", "Write what you answer the person.");

    public static void MapErasure(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/organizer/theme-days/{slug}/erasure-requests").WithTags("Erasure").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", ListAsync).Produces<IReadOnlyList<ErasureCase>>();
        api.MapPost("/{id:guid}/answer", AnswerAsync).Accepts<ErasureAnswer>("application/json").Produces<IReadOnlyList<ErasureCase>>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);

        app.MapPost("/api/organizer/registrations/{id:guid}/erasure-request", AskAsync).WithTags("Erasure").For(Role.Organizer)
            .Accepts<ErasureWish>("application/json").Produces<AskedErasure>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Writes down that someone has asked, by telephone or letter, to be erased. One that waits for its answer stays as it is.</summary>
    public static Task<IResult> AskAsync(Guid id, HttpContext context, ClaimsPrincipal user, WriteErasureWish write, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, ErasureWish.Read, async wish =>
        {
            var (asked, refusal) = await write.RunAsync(Caller.Of(user), id, wish.Message, cancellationToken);
            return refusal is not null ? new ProblemResult(refusal) : (IResult)TypedResults.Ok(asked);
        });

    /// <summary>Those of the day who have asked to be erased, the ones that wait for an answer first.</summary>
    public static async Task<IResult> ListAsync(string slug, ClaimsPrincipal user, HandleErasure handling, CancellationToken cancellationToken) =>
        await handling.ListAsync(Caller.Of(user), slug, cancellationToken) is { } cases ? TypedResults.Ok(cases) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>Answers one, for good. Whoever has an e-mail address is told by mail.</summary>
    public static Task<IResult> AnswerAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, HandleErasure handling, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var answer = (Outcome: fields.Choice<ErasureOutcome>("outcome", NoOutcome), Words: fields.OptionalLines("answer", MaxAnswerLength) ?? "");
            if (answer.Words.Length == 0)
            {
                fields.Fault("answer", NoAnswer);
            }

            fields.RefuseOthers();
            return answer;
        }, async answer =>
        {
            var (cases, refusal) = await handling.AnswerAsync(Caller.Of(user), slug, id, answer.Outcome, answer.Words, cancellationToken);
            return refusal ?? (IResult)TypedResults.Ok(cases);
        });
}

/// <param name="Answer">In the organizer's words; whoever has an e-mail address gets it by mail.</param>
public sealed record ErasureAnswer(ErasureOutcome Outcome, [property: MaxLength(ErasureEndpoints.MaxAnswerLength)] string Answer);
