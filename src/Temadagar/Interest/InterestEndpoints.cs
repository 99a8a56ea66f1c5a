using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.Features;
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

    private static readonly Text NotOneClick = new($"Skicka {MessageBuilder.OneClick}.", $"Send {MessageBuilder.OneClick}.");

    // It is two words; whatever is longer is something else.
    private static readonly FormOptions OneField = new() { ValueCountLimit = 1, KeyLengthLimit = 100, ValueLengthLimit = 100, MultipartBodyLengthLimit = 100, MultipartHeadersLengthLimit = 1000 };

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

    /// <summary>
    /// What List-Unsubscribe leads to. Mail programs send a POST (RFC 8058); of one service's many users it comes from few addresses, so no count of callers hinders it.
    /// </summary>
    public static void MapOneClick(this IEndpointRouteBuilder app)
    {
        app.MapGet(InterestMails.PagePath + "/{code}", (HttpContext context) => LeadToPage(context)).ExcludeFromDescription();
        app.MapPost(InterestMails.PagePath + "/{code}", UnsubscribeAsync).ExcludeFromDescription();
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
            var slug = body.Root.Text("themeDay", JsonFields.WordLength);
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

            return await leave.RunAsync(day, email, language, cancellationToken)
                ? TypedResults.Accepted((string?)null, new InterestReply("received"))
                : new ProblemResult(ThemeDayProblems.UnknownNothingSaved, themeDay: slug);
        }
    }

    /// <summary>Takes the address off the list. The reply is always the same.</summary>
    public static async Task<NoContent> RemoveAsync(HttpRequest request, RemoveInterest remove, CancellationToken cancellationToken)
    {
        await remove.RunAsync(Bearer.Secret(request), cancellationToken, PersonalLinks.Interest, PersonalLinks.Unsubscribe);
        return TypedResults.NoContent();
    }

    /// <summary>What a mail program's one press does. Of those with the two words that say so the reply is always the same.</summary>
    private static async Task<IResult> UnsubscribeAsync(HttpContext context, RemoveInterest remove, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        if (!await IsOneClickAsync(context.Request, cancellationToken))
        {
            faults.Add("List-Unsubscribe", NotOneClick);
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        await remove.RunAsync(CodeOf(context), cancellationToken, PersonalLinks.Unsubscribe);
        return TypedResults.NoContent();
    }

    private static async Task<bool> IsOneClickAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType && await request.ReadFormAsync(OneField, cancellationToken) is { Count: 1 } form
                && form.Single() is var (name, value) && $"{name}={value}" == MessageBuilder.OneClick;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // A person who opens the address comes to the page that asks; programs that look at every address in a mail change nothing by it.
    private static StatusCodeHttpResult LeadToPage(HttpContext context)
    {
        var code = CodeOf(context);
        // Not by the framework's redirection, which writes where it leads into the log.
        context.Response.Headers.Location = code is not null && PersonalLinks.IdOf(code) is not null ? $"{InterestMails.PagePath}#{code}" : InterestMails.PagePath;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string? CodeOf(HttpContext context) => context.Features.Get<HiddenCode>()?.Value;

    private static async Task<ThemeDay?> FindDayAsync(Database database, ThemeDayStore days, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return await days.FindBySlugAsync(read, slug);
    }
}

public sealed record InterestRequest(
    [property: Length(1, JsonFields.WordLength)] string ThemeDay, [property: Length(1, EmailAddress.MaxLength)] string Email, Language Language, [property: MaxLength(Honeypot.MaxLength)] string? Website = null);

public sealed record InterestReply(string Status);
