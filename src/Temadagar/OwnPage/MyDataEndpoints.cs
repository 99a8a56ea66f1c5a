using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.SubjectAccess;

namespace Temadagar.OwnPage;

/// <summary>What a person may know and ask of the details that are held.</summary>
public static class MyDataEndpoints
{
    public static void MapMyData(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration").WithTags("My registration").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/data", GetAsync);
        api.MapPost("/erasure-request", AskErasureAsync).RequireRateLimiting(RateLimits.Writes)
            .Accepts<ErasureWish>(isOptional: true, "application/json").Produces<HeldErasureRequest>().ProducesFaults().ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Everything that is held of the person under this registration.</summary>
    public static async Task<Results<Ok<HeldData>, ProblemResult>> GetAsync(
        HttpContext context, RegistrationLinks links, OwnData data, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(context.Request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        return TypedResults.Ok(await data.OfAsync(found, cancellationToken));
    }

    /// <summary>Asks the organizer to erase what is held. Asking once more while that waits for its answer changes nothing: the reply is the one that waits.</summary>
    public static async Task<IResult> AskErasureAsync(
        HttpContext context, RegistrationLinks links, AskErasure ask, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(context.Request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (body, unreadable) = await JsonBody.ReadOptionalAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var wish = ErasureWish.Read(body.Root);
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await ask.RunAsync(found, wish.Message, cancellationToken) is var (asked, _)
                ? TypedResults.Ok(new HeldErasureRequest(asked.Message, asked.AskedAt, asked.AnsweredAt, asked.Outcome, asked.Answer))
                : new ProblemResult(Problem.LinkNotValid);
        }
    }
}
