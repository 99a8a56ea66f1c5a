using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Links;
using Temadagar.Mail;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

public static class InterestEndpoints
{
    public static readonly Problem NotPlanned = new("not-planned", 409,
        new("Anmälan väntar inte på att öppna", "Registration is not waiting to open"),
        new("Man kan lämna sin adress bara för en temadag vars anmälan inte har öppnat. Inget har sparats.",
            "One can leave an address only for a theme day whose registration has not opened. Nothing was saved."));

    private static readonly Text NoLanguage = new("Välj språk.", "Choose a language.");

    public static void MapInterest(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/interest").WithTags("Interest").RequireRateLimiting(RateLimits.Writes)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("", LeaveAsync)
            .Accepts<InterestRequest>("application/json")
            .ProducesFaults()
            .Produces<InterestReply>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        api.MapDelete("", RemoveAsync).RequiresLinkSecret();
    }

    /// <summary>Leaves an address, to be told when registration for a planned day opens. The reply is always the same.</summary>
    public static async Task<IResult> LeaveAsync(
        HttpContext context, Database database, ThemeDayStore days, LeaveInterest leave, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var slug = body.Root.Text("themeDay", 100);
            var email = EmailInput.Read(body.Root);
            var language = body.Root.Choice<Language>("language", NoLanguage);
            Honeypot.Check(body.Root);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            if (await FindDayAsync(database, days, slug, cancellationToken) is not { } day)
            {
                return new ProblemResult(ThemeDayProblems.UnknownNothingSaved, themeDay: slug);
            }

            if (day.StateAt(clock.GetUtcNow()) != ThemeDayState.Planned)
            {
                return new ProblemResult(NotPlanned, themeDay: slug);
            }

            await leave.RunAsync(day, email, language, cancellationToken);
            return TypedResults.Accepted((string?)null, new InterestReply("received"));
        }
    }

    /// <summary>Takes the address off the list. The reply is always the same.</summary>
    public static async Task<NoContent> RemoveAsync(
        HttpRequest request, Database database, InterestStore interests, PersonalLinks links, CancellationToken cancellationToken)
    {
        if (Bearer.Secret(request) is { } secret && PersonalLinks.IdOf(secret) is { } id
            && links.IsValid(secret, PersonalLinks.Interest, id, InterestMails.LinkGeneration))
        {
            await database.WriteAsync(write => interests.RemoveAsync(write, id), cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static async Task<ThemeDay?> FindDayAsync(Database database, ThemeDayStore days, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await days.FindBySlugAsync(read, slug);
    }
}

public sealed record InterestRequest(string ThemeDay, string Email, Language Language, string? Website = null);

public sealed record InterestReply(string Status);
