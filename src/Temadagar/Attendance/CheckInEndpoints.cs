using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Attendance;

/// <summary>The door of a day: who is expected, who comes and who leaves.</summary>
public static class CheckInEndpoints
{
    public static void MapCheckIns(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}").WithTags("Attendance").For(Role.Organizer, Role.Steward)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("/check-ins", ListAsync).Produces<DoorListView>().Produces(StatusCodes.Status304NotModified);

        var acts = day.MapGroup("").ProducesProblem(StatusCodes.Status403Forbidden);
        acts.MapDelete("/check-ins/{id:guid}", UndoAsync).Produces(StatusCodes.Status204NoContent).ProducesFaults();
        var reports = acts.MapGroup("").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        reports.MapPost("/check-ins", CheckInAsync).Accepts<CheckInRequest>("application/json")
            .Produces<DoorReply>(StatusCodes.Status201Created).Produces<DoorReply>().ProducesFaults();
        reports.MapPost("/check-outs", CheckOutAsync).Accepts<CheckInRequest>("application/json").Produces<DoorReply>(StatusCodes.Status201Created).ProducesFaults();
        reports.MapPost("/check-ins/walk-ins", WalkInAsync).Accepts<WalkInRequest>("application/json").Produces<DoorReply>(StatusCodes.Status201Created).ProducesFaults();
    }

    /// <summary>All that a phone needs to check people in without network: who is expected and who is there. 304 to If-None-Match where that is as it was.</summary>
    public static async Task<IResult> ListAsync(string slug, HttpContext context, ClaimsPrincipal user, DoorList list, CancellationToken cancellationToken) =>
        await list.ReadAsync(Caller.Of(user), slug, cancellationToken) is not { } view ? new ProblemResult(EditOwnDay.Unknown)
        : EntityTags.IsKnown(context, view.Tag()) ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
        : TypedResults.Ok(view);

    /// <summary>Checks someone in: 201 the first time; 200 with alreadyCheckedIn, and since when, for someone who is in.</summary>
    public static Task<IResult> CheckInAsync(string slug, HttpContext context, ClaimsPrincipal user, CheckInInput input, CheckIn checkIn, CancellationToken cancellationToken) =>
        ReportAsync(slug, CheckInKind.In, context, user, input, checkIn, cancellationToken);

    /// <summary>Notes that someone left: 409 for whoever had not come by then. Who is not checked out is there until the day's end.</summary>
    public static Task<IResult> CheckOutAsync(string slug, HttpContext context, ClaimsPrincipal user, CheckInInput input, CheckIn checkIn, CancellationToken cancellationToken) =>
        ReportAsync(slug, CheckInKind.Out, context, user, input, checkIn, cancellationToken);

    /// <summary>
    /// Undoes a presence by the id of its check-in, as far as it was whoever reported this check-in who said so. What another has seen stays. Undone already: the same reply.
    /// </summary>
    /// <param name="at">When it was decided, read as in a body, on the day: what happened later stays. Now, if nothing is said.</param>
    public static async Task<IResult> UndoAsync(
        string slug, Guid id, ClaimsPrincipal user, CheckInInput input, CheckIn checkIn, TimeProvider clock, CancellationToken cancellationToken, [DataType(DataType.DateTime)] string? at = null)
    {
        var (caller, decided) = (Caller.Of(user), clock.GetUtcNow());
        if (at is not null)
        {
            var read = Moment.Read(at, Stockholm.At);
            if ((read is { } moment ? input.FaultOf(moment, await input.FindDayAsync(caller, slug, cancellationToken)) : Moment.Unreadable) is { } fault)
            {
                var faults = new Faults();
                faults.Add("at", fault);
                return new ProblemResult(Problem.InvalidInput, faults);
            }

            decided = read!.Value;
        }

        return await checkIn.UndoAsync(caller, slug, id, decided, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }

    /// <summary>Registers someone who comes without having registered, and checks them in. A nonce makes a second report of it the same.</summary>
    public static async Task<IResult> WalkInAsync(
        string slug, HttpContext context, ClaimsPrincipal user, CheckInInput input, WalkIn walkIn, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var day = await input.FindDayAsync(caller, slug, cancellationToken);
        return await JsonBody.WithAsync(
            context, fields => input.ReadWalkIn(fields, day), async came => Reply(slug, await walkIn.RunAsync(caller, slug, came, cancellationToken)));
    }

    private static async Task<IResult> ReportAsync(
        string slug, CheckInKind kind, HttpContext context, ClaimsPrincipal user, CheckInInput input, CheckIn checkIn, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        var day = await input.FindDayAsync(caller, slug, cancellationToken);
        return await JsonBody.WithAsync(
            context, fields => input.ReadReport(fields, day), async report => Reply(slug, await checkIn.RunAsync(caller, slug, kind, report, cancellationToken)));
    }

    private static IResult Reply(string slug, (DoorReply? Reply, ProblemResult? Refusal) outcome) => outcome switch
    {
        (null, { } refusal) => refusal,
        ({ AlreadyCheckedIn: true } again, _) => TypedResults.Ok(again),
        ({ } first, _) => TypedResults.Created($"/api/organizer/theme-days/{Uri.EscapeDataString(slug)}/check-ins/{first.CheckInId}", first),
        _ => throw new InvalidOperationException("Neither a reply nor a refusal."),
    };
}

/// <param name="Code">As it was scanned or typed; or</param>
/// <param name="RegistrationId">who it is.</param>
/// <param name="At">When it happened, on the day; now, if nothing is said.</param>
/// <param name="Nonce">A UUID, drawn anew for each that happens: the same again gives the same reply.</param>
public sealed record CheckInRequest([property: MaxLength(JsonFields.WordLength)] string? Code = null, Guid? RegistrationId = null, DateTimeOffset? At = null, Guid? Nonce = null);

/// <param name="Overbook">A place even where none is free.</param>
public sealed record WalkInRequest(
    string FirstName, string LastName, string Organization, string Profession, Sector Sector, Language Language,
    string? Email = null, string? Municipality = null, string? Phone = null, Participation Participation = Participation.OnSite,
    DateTimeOffset? At = null, Guid? Nonce = null, bool Overbook = false)
    : PersonRequest(FirstName, LastName, Organization, Profession, Sector, Language, Email, Municipality, Phone);
