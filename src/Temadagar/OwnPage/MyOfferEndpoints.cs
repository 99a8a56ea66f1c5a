using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Http;
using Temadagar.Offers;
using Temadagar.Registrations;

namespace Temadagar.OwnPage;

/// <summary>The answer to an offered place. Opening the link answers nothing: mail scanners open links.</summary>
public static class MyOfferEndpoints
{
    public static void MapMyOffers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration/offers/{id:guid}").WithTags("My registration").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("/claim", ClaimAsync);
        api.MapPost("/decline", DeclineAsync);
    }

    /// <summary>Takes the offered place. Waits for other places on the day end with it, and those on other days where one place is enough.</summary>
    public static Task<Results<Ok<MyRegistration>, ProblemResult>> ClaimAsync(
        Guid id, HttpRequest request, RegistrationLinks links, MyRegistrations mine, AnswerOffer answer, CancellationToken cancellationToken) =>
        AnswerAsync(id, OfferAnswer.Claim, request, links, mine, answer, cancellationToken);

    /// <summary>Declines it; the place goes to the next in line.</summary>
    public static Task<Results<Ok<MyRegistration>, ProblemResult>> DeclineAsync(
        Guid id, HttpRequest request, RegistrationLinks links, MyRegistrations mine, AnswerOffer answer, CancellationToken cancellationToken) =>
        AnswerAsync(id, OfferAnswer.Decline, request, links, mine, answer, cancellationToken);

    private static async Task<Results<Ok<MyRegistration>, ProblemResult>> AnswerAsync(
        Guid id, OfferAnswer given, HttpRequest request, RegistrationLinks links, MyRegistrations mine, AnswerOffer answer, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (registration, refusal) = await answer.RunAsync(found, id, given, cancellationToken);
        return registration is not null ? TypedResults.Ok(await mine.ViewAsync(registration, cancellationToken)) : new ProblemResult(refusal!);
    }
}
