using System.ComponentModel.DataAnnotations;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Portraits;
using Temadagar.Speakers;

namespace Temadagar.Schedules;

/// <summary>A speaker's own schedule and profile. Whoever has the secret of the link is the speaker.</summary>
public static class MyScheduleEndpoints
{
    public const int MaxMessage = 1000;

    public static void MapMySchedule(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/schedule").WithTags("My schedule").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", GetAsync).Produces<MySchedule>();
        api.MapGet("/portrait", GetPortraitAsync).Produces<byte[]>(contentType: "image/jpeg").ProducesProblem(StatusCodes.Status404NotFound);
        var writes = api.MapGroup("").RequireRateLimiting(RateLimits.Writes).ProducesProblem(StatusCodes.Status429TooManyRequests);
        writes.MapPost("/confirmation", ConfirmAsync).Accepts<ConfirmationRequest>("application/json").Produces<MySchedule>().ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        writes.MapPost("/declination", DeclineAsync).Accepts<DeclinationRequest>("application/json").Produces<MySchedule>().ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        writes.MapPut("/profile", CorrectAsync).Accepts<ProfileRequest>("application/json").Produces<MySchedule>().ProducesFaults();
        writes.MapPut("/portrait", PutPortraitAsync).TakesPortrait().Produces<MySchedule>();
        writes.MapDelete("/portrait", RemovePortraitAsync).Produces<MySchedule>();
    }

    /// <summary>The schedule that was last sent, and what is said of the speaker.</summary>
    public static Task<IResult> GetAsync(HttpRequest request, MySchedules mine, CancellationToken cancellationToken) =>
        MineAsync(request, mine, async schedule => Reply(await mine.ViewAsync(schedule.Id, cancellationToken)), cancellationToken);

    /// <summary>Confirms the schedule of that number.</summary>
    public static Task<IResult> ConfirmAsync(HttpContext context, MySchedules mine, CancellationToken cancellationToken) =>
        AnswerAsync(context, mine, ScheduleAnswer.Confirmed, cancellationToken);

    /// <summary>Declines it, with a message to the organizer or without.</summary>
    public static Task<IResult> DeclineAsync(HttpContext context, MySchedules mine, CancellationToken cancellationToken) =>
        AnswerAsync(context, mine, ScheduleAnswer.Declined, cancellationToken);

    /// <summary>Corrects biographies, needs and consent; what is left out stays as it is. Needs and consent hold at once; the biographies wait for the organizer before they show.</summary>
    public static Task<IResult> CorrectAsync(HttpContext context, MySchedules mine, CancellationToken cancellationToken) =>
        MineAsync(context.Request, mine, schedule => JsonBody.WithAsync(
            context, SpeakerInput.ReadChange, async change => Reply(await mine.CorrectAsync(schedule, change, cancellationToken))), cancellationToken);

    /// <summary>The portrait that the speaker wants, also while it waits.</summary>
    /// <param name="size">small or large; large where it is left out.</param>
    public static Task<IResult> GetPortraitAsync(HttpRequest request, MySchedules mine, CancellationToken cancellationToken, [AllowedValues("small", "large")] string size = "large") =>
        MineAsync(request, mine, async schedule => Code.TryParse<PortraitSize>(size, out var wanted) && await mine.PortraitAsync(schedule, wanted, cancellationToken) is { } jpeg
            ? TypedResults.Bytes(jpeg, "image/jpeg")
            : new ProblemResult(SpeakerProblems.NoPortrait), cancellationToken);

    /// <summary>Another portrait: the bytes of a JPEG or PNG, up to 5 MiB and 40 megapixels. It waits for the organizer before it shows.</summary>
    public static Task<IResult> PutPortraitAsync(HttpRequest request, MySchedules mine, CancellationToken cancellationToken) =>
        MineAsync(request, mine, async schedule =>
        {
            var (image, unreadable) = await PortraitBody.ReadAsync(request, PortraitBody.Speakers);
            return image is null ? unreadable! : Reply(await mine.CorrectPortraitAsync(schedule, image, cancellationToken));
        }, cancellationToken);

    /// <summary>No portrait; that waits for the organizer too.</summary>
    public static Task<IResult> RemovePortraitAsync(HttpRequest request, MySchedules mine, CancellationToken cancellationToken) =>
        MineAsync(request, mine, async schedule => Reply(await mine.CorrectPortraitAsync(schedule, null, cancellationToken)), cancellationToken);

    private static Task<IResult> AnswerAsync(HttpContext context, MySchedules mine, ScheduleAnswer answer, CancellationToken cancellationToken) =>
        MineAsync(context.Request, mine, schedule => JsonBody.WithAsync(context, fields =>
        {
            var sending = fields.Number("schedule", 1, int.MaxValue);
            var message = answer == ScheduleAnswer.Declined ? fields.OptionalLines("message", MaxMessage) : null;
            fields.RefuseOthers();
            return (Sending: sending, Message: message);
        }, async input =>
        {
            var (view, refusal) = await mine.AnswerAsync(schedule, input.Sending, answer, input.Message, cancellationToken);
            return refusal is null ? TypedResults.Ok(view) : new ProblemResult(refusal);
        }), cancellationToken);

    private static IResult Reply(MySchedule? view) => view is null ? new ProblemResult(Problem.LinkNotValid) : TypedResults.Ok(view);

    private static async Task<IResult> MineAsync(HttpRequest request, MySchedules mine, Func<SpeakerSchedule, Task<IResult>> then, CancellationToken cancellationToken) =>
        await mine.FindAsync(request, cancellationToken) is { } schedule ? await then(schedule) : new ProblemResult(Problem.LinkNotValid);
}

// Read field by field; these say in the API's description what is accepted.

/// <param name="Schedule">The number of the schedule that the answer is to.</param>
public sealed record ConfirmationRequest([property: Range(1, int.MaxValue)] int Schedule);

/// <param name="Schedule">The number of the schedule that the answer is to.</param>
/// <param name="Message">To the organizer; up to 1,000 characters.</param>
public sealed record DeclinationRequest([property: Range(1, int.MaxValue)] int Schedule, [property: MaxLength(MyScheduleEndpoints.MaxMessage)] string? Message = null);

/// <param name="BiographySv">Plain text, up to 4,000 characters; so is <paramref name="BiographyEn"/>.</param>
/// <param name="TechnicalNeeds">Up to 2,000 characters; so are <paramref name="TravelNeeds"/>.</param>
/// <param name="Consent">Whether the public may see the speaker.</param>
public sealed record ProfileRequest(
    [property: MaxLength(SpeakerInput.BiographyLength)] string? BiographySv = null, [property: MaxLength(SpeakerInput.BiographyLength)] string? BiographyEn = null,
    [property: MaxLength(SpeakerInput.NeedsLength)] string? TechnicalNeeds = null, [property: MaxLength(SpeakerInput.NeedsLength)] string? TravelNeeds = null, bool? Consent = null);
