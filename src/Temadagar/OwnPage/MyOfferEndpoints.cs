using Temadagar.Http;
using Temadagar.Offers;

namespace Temadagar.OwnPage;

/// <summary>The answer to an offered place. Opening the link answers nothing: mail scanners open links.</summary>
public static class MyOfferEndpoints
{
    public static void MapMyOffers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration/offers/{id:guid}").WithTags("My registration").RequiresLinkSecret().RequireRateLimiting(RateLimits.Writes)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("/claim", ClaimAsync).Produces<MyRegistration>();
        api.MapPost("/decline", DeclineAsync).Produces<MyRegistration>();
    }

    /// <summary>Takes the offered place. Waits for other places on the day end with it, and those on other days where one place is enough.</summary>
    public static Task<IResult> ClaimAsync(Guid id, HttpContext context, OwnDeed deed, AnswerOffer answer, CancellationToken cancellationToken) =>
        deed.RunAsync(context, found => answer.RunAsync(found, id, OfferAnswer.Claim, cancellationToken));

    /// <summary>Declines it; the place goes to the next on the waitlist.</summary>
    public static Task<IResult> DeclineAsync(Guid id, HttpContext context, OwnDeed deed, AnswerOffer answer, CancellationToken cancellationToken) =>
        deed.RunAsync(context, found => answer.RunAsync(found, id, OfferAnswer.Decline, cancellationToken));
}
