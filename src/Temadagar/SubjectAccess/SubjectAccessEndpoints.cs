using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.SubjectAccess;

/// <summary>What someone may know of the details that are held, where they ask the organizer.</summary>
public static class SubjectAccessEndpoints
{
    public static void MapSubjectAccess(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/organizer/registrations/{id:guid}/data", GetAsync).WithTags("People").For(Role.Organizer).Produces<HeldData>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Everything that is held of someone who has no e-mail address, to hand over. For accounts, not for keys. The look is logged, and among what it shows.</summary>
    public static async Task<IResult> GetAsync(Guid id, HttpContext context, ClaimsPrincipal user, DiscloseData disclose, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        if (caller.Kind != CallerKind.Account)
        {
            return new ProblemResult(OrganizerProblems.NotAllowed);
        }

        var (held, refusal) = await disclose.RunAsync(caller, id, cancellationToken);
        return refusal is not null ? new ProblemResult(refusal) : (IResult)TypedResults.Ok(held);
    }
}
