using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>An organizer plans the own board's days; an administrator all.</summary>
public static class PlanningEndpoints
{
    public static void MapPlanning(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/organizer/theme-days").WithTags("Organizers' days").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{slug}", GetAsync).For(Role.Organizer, Role.Reader).Produces<PlannedDayView>().ProducesProblem(StatusCodes.Status404NotFound);

        app.MapPost("/api/organizer/markdown", (Delegate)PreviewAsync).WithTags("Organizers' days").For(Role.Organizer)
            .Accepts<MarkdownRequest>("application/json").Produces<MarkdownPreview>().ProducesFaults();

        var edits = group.MapGroup("").For(Role.Organizer).ProducesProblem(StatusCodes.Status409Conflict);
        edits.MapPost("", AddAsync).Accepts<PlannedDayRequest>("application/json").Produces<PlannedDayView>(StatusCodes.Status201Created).ProducesFaults();
        edits.MapPut("/{slug}", ChangeAsync).Accepts<PlannedDayRequest>("application/json").Produces<PlannedDayView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
        edits.MapDelete("/{slug}", RemoveAsync).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

        var one = edits.MapGroup("/{slug}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPost("/copy", CopyAsync).Accepts<CopyRequest>("application/json").Produces<PlannedDayView>(StatusCodes.Status201Created).ProducesFaults();
        one.MapPost("/publication", PublishAsync).Produces<PlannedDayView>();
        one.MapPost("/cancellation", CancelAsync).Accepts<DayCancellationRequest>("application/json").Produces<PlannedDayView>().ProducesFaults();
        one.MapPost("/rescheduling", RescheduleAsync).Accepts<ReschedulingRequest>("application/json").Produces<PlannedDayView>().ProducesFaults();
    }

    /// <summary>A description as the day's page will show it: sanitized HTML.</summary>
    public static Task<IResult> PreviewAsync(HttpContext context) =>
        JsonBody.WithAsync(context, fields =>
        {
            var markdown = fields.OptionalMarkdown("markdown", PlanInput.MaxDescriptionLength);
            fields.RefuseOthers();
            return markdown ?? "";
        }, markdown => Task.FromResult<IResult>(TypedResults.Ok(new MarkdownPreview(SafeMarkdown.ToHtml(markdown)))));

    /// <summary>A day as its organizer edits it. The ETag is its version, which registrations do not change.</summary>
    public static async Task<IResult> GetAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, EditDay editing, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using var read = await database.OpenReadAsync(cancellationToken);
        var day = await editing.FindAsync(read, caller, slug);
        // Whoever reads figures has no business at the meeting.
        return Reply(context, caller.Role == Role.Reader && day is not null ? day with { MeetingAddress = null } : day, null);
    }

    /// <summary>Adds a day, not yet published. It is the caller's board's; an administrator names a board or none.</summary>
    public static Task<IResult> AddAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, PlanDay plan, CancellationToken cancellationToken) =>
        WithPlanAsync(context, user, database, boards, async (caller, day, places) =>
        {
            var (added, refusal) = await plan.AddAsync(caller, day, places, cancellationToken);
            return Reply(context, added, refusal, created: true);
        });

    /// <summary>Changes a day. What GET gives can be put back as it is. If-Match carries the ETag that GET gave.</summary>
    /// <remarks>Time and place of a day that people are registered for change by POST …/rescheduling, which tells them.</remarks>
    public static async Task<IResult> ChangeAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, PlanDay plan, CancellationToken cancellationToken)
    {
        if (Versions.Wanted(context) is not { } isCurrent)
        {
            return new ProblemResult(Versions.NoIfMatch);
        }

        return await WithPlanAsync(context, user, database, boards, async (caller, day, places) =>
        {
            var (changed, refusal) = await plan.ChangeAsync(caller, slug, isCurrent, day, places, cancellationToken);
            return Reply(context, changed, refusal);
        });
    }

    /// <summary>Removes a day that nobody has had anything to do with, with its places and its programme: no registration, interest, mail or sent schedule ever. Any other is cancelled instead. If-Match as with PUT.</summary>
    public static async Task<IResult> RemoveAsync(string slug, HttpContext context, ClaimsPrincipal user, RemoveDay remove, CancellationToken cancellationToken) =>
        Versions.Wanted(context) is not { } isCurrent ? new ProblemResult(Versions.NoIfMatch)
        : await remove.RunAsync(Caller.Of(user), slug, isCurrent, cancellationToken) is { } refusal ? new ProblemResult(refusal)
        : TypedResults.NoContent();

    /// <summary>Next year's day without typing: everything but dates and people, not yet published.</summary>
    public static Task<IResult> CopyAsync(string slug, HttpContext context, ClaimsPrincipal user, CopyDay copy, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, PlanInput.ReadCopy, async asked =>
        {
            var (copied, refusal) = await copy.RunAsync(Caller.Of(user), slug, asked.Slug, asked.Number, asked.Date, cancellationToken);
            return Reply(context, copied, refusal, created: true);
        });

    /// <summary>Shows a day to the public. It needs at least one way of taking part. A second time changes nothing.</summary>
    public static async Task<IResult> PublishAsync(string slug, HttpContext context, ClaimsPrincipal user, ChangeCourse course, CancellationToken cancellationToken)
    {
        var (day, refusal) = await course.PublishAsync(Caller.Of(user), slug, cancellationToken);
        return Reply(context, day, refusal);
    }

    /// <summary>The day will not be held: all who are registered are told by mail, with the reason. A second time changes nothing.</summary>
    public static Task<IResult> CancelAsync(string slug, HttpContext context, ClaimsPrincipal user, ChangeCourse course, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, PlanInput.ReadReason, async reason =>
        {
            var (day, refusal) = await course.CancelAsync(Caller.Of(user), slug, reason, cancellationToken);
            return Reply(context, day, refusal);
        });

    /// <summary>
    /// Another time or place: all who are registered are told by mail, with a new calendar entry. Of a day that has begun, or is over, the end alone can be corrected;
    /// they are told if it is still to come.
    /// </summary>
    public static async Task<IResult> RescheduleAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, EditDay editing, ChangeCourse course, TimeProvider clock, CancellationToken cancellationToken)
    {
        PlannedDayView? known;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            known = await editing.FindAsync(read, Caller.Of(user), slug);
        }

        return await JsonBody.WithAsync(context, fields => PlanInput.ReadNewTime(fields, clock.GetUtcNow(), known), async time =>
        {
            var (day, refusal) = await course.RescheduleAsync(Caller.Of(user), slug, time, cancellationToken);
            return Reply(context, day, refusal);
        });
    }

    private static async Task<IResult> WithPlanAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, Func<Caller, DayPlan, IReadOnlyList<PlannedPlace>, Task<IResult>> then)
    {
        var caller = Caller.Of(user);
        IReadOnlyList<Board> all;
        await using (var read = await database.OpenReadAsync(context.RequestAborted))
        {
            all = await boards.ListAsync(read);
        }

        return await JsonBody.WithAsync(context, fields => PlanInput.Read(fields, caller, all), planned => then(caller, planned.Plan, planned.Places));
    }

    private static IResult Reply(HttpContext context, PlannedDayView? day, ProblemResult? refusal, bool created = false)
    {
        if (day is null)
        {
            return refusal ?? new ProblemResult(EditOwnDay.Unknown);
        }

        Versions.Tag(context, day.Version);
        return created ? TypedResults.Created($"/api/organizer/theme-days/{day.Slug}", day) : TypedResults.Ok(day);
    }
}

// Read by PlanInput, field by field; these say in the API's description what it accepts.

/// <summary>A day. What is not known is null or left out.</summary>
/// <param name="Slug">The day's part of its address: a-z, digits and hyphens. It cannot change once the day is published.</param>
/// <param name="Description">Markdown, up to 20,000 characters.</param>
/// <param name="Directions">How to find the venue, up to 2,000 characters.</param>
/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>.</param>
/// <param name="CertificateHours">At most one decimal.</param>
/// <param name="OfferHours">How many working hours someone who waits has to answer an offered place; left out: 48.</param>
/// <param name="MeetingAddress">Of the online meeting: the whole address, which begins with https://.</param>
/// <param name="ServesFood">Whether those on site are served a meal: then they are asked about their diet.</param>
/// <param name="Board">The slug of a board; an organizer may leave it out.</param>
/// <param name="Places">Each way of taking part once; the list may be empty.</param>
public sealed record PlannedDayRequest(
    [property: Range(1, PlanInput.MaxNumber)] int Number, [property: Length(1, PlanInput.MaxSlugLength)] string Slug, [property: MaxLength(PlanInput.MaxPlaces)] IReadOnlyList<PlannedPlace> Places,
    [property: MaxLength(PlanInput.MaxTitle)] string? Title = null, [property: MaxLength(PlanInput.MaxSummary)] string? Summary = null, [property: MaxLength(PlanInput.MaxDescriptionLength)] string? Description = null,
    [property: MaxLength(PlanInput.MaxCity)] string? City = null, [property: MaxLength(PlanInput.MaxVenue)] string? Venue = null, [property: MaxLength(PlanInput.MaxDirections)] string? Directions = null, DateOnly? Date = null,
    [property: MaxLength(JsonFields.WordLength), RegularExpression(JsonFields.TimePattern)] string? StartsAt = null, [property: MaxLength(JsonFields.WordLength), RegularExpression(JsonFields.TimePattern)] string? EndsAt = null, [property: Range(0, PlanInput.MaxHours)] decimal? CertificateHours = null,
    DateTimeOffset? RegistrationOpensAt = null, DateTimeOffset? RegistrationClosesAt = null, [property: Range(1, PlanInput.MaxOfferHours)] int? OfferHours = null,
    [property: MaxLength(PlanInput.MaxMeetingAddress)] string? MeetingAddress = null, bool ServesFood = false, [property: MaxLength(JsonFields.WordLength)] string? Board = null);

public sealed record MarkdownRequest([property: MaxLength(PlanInput.MaxDescriptionLength)] string Markdown);

public sealed record MarkdownPreview(string Html);

/// <param name="Number">Left out: the one after the highest.</param>
/// <param name="Date">Left out: the copy has no date.</param>
public sealed record CopyRequest([property: Length(1, PlanInput.MaxSlugLength)] string Slug, [property: Range(1, PlanInput.MaxNumber)] int? Number = null, DateOnly? Date = null);

/// <param name="Reason">In the mails and on the day's page; up to 1,000 characters.</param>
public sealed record DayCancellationRequest([property: Length(1, PlanInput.MaxReasonLength)] string Reason);

/// <param name="StartsAt">With an offset, or without one as the clock in Stockholm shows it.</param>
/// <param name="EndsAt">The same day; left out: not known.</param>
/// <param name="City">Left out: as before. Null: not known.</param>
/// <param name="Venue">As <paramref name="City"/>.</param>
public sealed record ReschedulingRequest(DateTimeOffset StartsAt, DateTimeOffset? EndsAt = null, [property: MaxLength(PlanInput.MaxCity)] string? City = null, [property: MaxLength(PlanInput.MaxVenue)] string? Venue = null);
