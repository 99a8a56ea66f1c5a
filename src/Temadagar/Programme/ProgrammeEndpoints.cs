using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Programme;

/// <summary>The programme of an own day, all of it or session by session. The ETag of both is the programme's version.</summary>
public static class ProgrammeEndpoints
{
    public const int MaxCsv = 50_000;

    public static void MapProgramme(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}").WithTags("Programme").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("/programme", GetAsync).Produces<ProgrammeView>();
        day.MapGet("/sessions", ListAsync).Produces<SessionsView>();
        day.MapGet("/sessions/{id:guid}", GetSessionAsync).Produces<PlannedSessionView>();

        var edits = day.MapGroup("").ProducesProblem(StatusCodes.Status409Conflict);
        edits.MapPost("/sessions", AddSessionAsync).Accepts<SessionRequest>("application/json").Produces<PlannedSessionView>(StatusCodes.Status201Created).ProducesFaults();
        edits.MapPost("/programme/import", ImportAsync).Accepts<ImportRequest>("application/json")
            .Produces<ProgrammeView>().ProducesPreview<PastedProgrammeView>().ProducesFaults().ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);

        var versioned = edits.MapGroup("").ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        versioned.MapPut("/programme", ReplaceAsync).Accepts<ProgrammeRequest>("application/json").Produces<ProgrammeView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        versioned.MapPut("/sessions/{id:guid}", ChangeSessionAsync).Accepts<SessionRequest>("application/json").Produces<PlannedSessionView>().ProducesFaults();
        versioned.MapDelete("/sessions/{id:guid}", RemoveSessionAsync).Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>The whole programme, and who may be put into it.</summary>
    public static async Task<IResult> GetAsync(string slug, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        Reply(context, await programme.FindAsync(Caller.Of(user), slug, cancellationToken), null, TypedResults.Ok);

    /// <summary>The sessions alone, in order of time.</summary>
    public static async Task<IResult> ListAsync(string slug, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        Reply(context, await programme.FindAsync(Caller.Of(user), slug, cancellationToken), null, found => TypedResults.Ok(new SessionsView(found.Sessions)));

    /// <summary>One session.</summary>
    public static async Task<IResult> GetSessionAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        Reply(context, await programme.FindAsync(Caller.Of(user), slug, cancellationToken), null, found => One(found, id));

    /// <summary>Replaces the whole programme, or nothing of it. A session carries its id; without one it is new. What GET gives can be put back as it is.</summary>
    public static Task<IResult> ReplaceAsync(string slug, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        VersionedAsync(context, isCurrent => JsonBody.WithAsync(context, ProgrammeInput.Read, async input =>
        {
            var (replaced, refusal) = await programme.ReplaceAsync(Caller.Of(user), slug, isCurrent, input.Sessions, input.Kept, cancellationToken);
            return Reply(context, replaced, refusal, TypedResults.Ok);
        }, ProgrammeInput.MaxBytes));

    /// <summary>Adds a session.</summary>
    public static Task<IResult> AddSessionAsync(string slug, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields => ProgrammeInput.ReadOne(fields, Guid.CreateVersion7()), async session =>
        {
            var (changed, refusal) = await programme.AddAsync(Caller.Of(user), slug, session, cancellationToken);
            return Reply(context, changed, refusal, found => TypedResults.Created(
                $"/api/organizer/theme-days/{Uri.EscapeDataString(slug)}/sessions/{session.Id}", found.Sessions.Single(one => one.Id == session.Id)));
        });

    /// <summary>Changes a session.</summary>
    public static Task<IResult> ChangeSessionAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        VersionedAsync(context, isCurrent => JsonBody.WithAsync(context, fields => ProgrammeInput.ReadOne(fields, id), async session =>
        {
            var (changed, refusal) = await programme.ChangeAsync(Caller.Of(user), slug, isCurrent, session, cancellationToken);
            return Reply(context, changed, refusal, found => One(found, id));
        }));

    /// <summary>Takes a session off. Its speakers are told by the next sending of schedules.</summary>
    public static Task<IResult> RemoveSessionAsync(
        string slug, Guid id, HttpContext context, ClaimsPrincipal user, EditProgramme programme, CancellationToken cancellationToken) =>
        VersionedAsync(context, async isCurrent =>
        {
            var (changed, refusal) = await programme.RemoveAsync(Caller.Of(user), slug, isCurrent, id, cancellationToken);
            return Reply(context, changed, refusal, _ => TypedResults.NoContent());
        });

    /// <summary>
    /// A programme pasted from a spreadsheet takes the place of the one that is there. With preview nothing is kept: the reply says what is new,
    /// changed, the same and gone. Without it If-Match is needed, and the reply is the programme as GET gives it. If a line is faulty nothing is kept.
    /// </summary>
    /// <param name="preview">true: only show it.</param>
    public static Task<IResult> ImportAsync(
        string slug, HttpContext context, ClaimsPrincipal user, ImportProgramme import, CancellationToken cancellationToken, bool preview = false) => preview
        ? WithCsvAsync(context, async csv =>
        {
            var (view, refusal) = await import.PreviewAsync(Caller.Of(user), slug, csv, cancellationToken);
            if (view is not null)
            {
                Versions.Tag(context, view.Version);
            }

            return view is null ? refusal! : TypedResults.Ok(view);
        })
        : VersionedAsync(context, isCurrent => WithCsvAsync(context, async csv =>
        {
            var (kept, refusal) = await import.KeepAsync(Caller.Of(user), slug, isCurrent, csv, cancellationToken);
            return Reply(context, kept, refusal, TypedResults.Ok);
        }));

    private static Task<IResult> WithCsvAsync(HttpContext context, Func<string, Task<IResult>> then) => JsonBody.WithAsync(context, fields =>
    {
        var csv = fields.Lines("csv", MaxCsv);
        fields.RefuseOthers();
        return csv;
    }, then);

    private static async Task<IResult> VersionedAsync(HttpContext context, Func<Func<int, bool>, Task<IResult>> then) =>
        Versions.Wanted(context) is { } isCurrent ? await then(isCurrent) : new ProblemResult(Versions.NoIfMatch);

    private static IResult Reply(HttpContext context, ProgrammeView? programme, ProblemResult? refusal, Func<ProgrammeView, IResult> then)
    {
        if (programme is null)
        {
            return refusal ?? new ProblemResult(EditOwnDay.Unknown);
        }

        Versions.Tag(context, programme.Version);
        return then(programme);
    }

    private static IResult One(ProgrammeView programme, Guid id) =>
        programme.Sessions.FirstOrDefault(session => session.Id == id) is { } session ? TypedResults.Ok(session) : new ProblemResult(ProgrammeProblems.UnknownSession);
}

public sealed record SessionsView(IReadOnlyList<PlannedSessionView> Sessions);

// Read by ProgrammeInput, field by field; these say in the API's description what it accepts.

/// <param name="Sessions">At most 60.</param>
public sealed record ProgrammeRequest([property: MaxLength(ProgrammeInput.MaxSessions)] IReadOnlyList<SessionRequest> Sessions);

/// <param name="StartsAt">Wall clock in Europe/Stockholm, HH:mm.</param>
/// <param name="EndsAt">As <paramref name="StartsAt"/>, and after it.</param>
/// <param name="Title">Up to 200 characters.</param>
/// <param name="Id">Of the session that it is; left out: a new one.</param>
/// <param name="Abstract">Markdown, up to 4,000 characters.</param>
/// <param name="Room">Up to 100 characters.</param>
/// <param name="Speakers">Their ids, in order; at most 20.</param>
public sealed record SessionRequest(
    [property: Length(1, JsonFields.WordLength), RegularExpression(JsonFields.TimePattern)] string StartsAt,
    [property: Length(1, JsonFields.WordLength), RegularExpression(JsonFields.TimePattern)] string EndsAt,
    [property: Length(1, ProgrammeInput.MaxTitle)] string Title, SessionKind Kind, Guid? Id = null, [property: MaxLength(ProgrammeInput.MaxAbstract)] string? Abstract = null,
    [property: MaxLength(ProgrammeInput.MaxRoom)] string? Room = null, [property: MaxLength(ProgrammeInput.MaxSpeakers)] IReadOnlyList<Guid>? Speakers = null);

/// <param name="Csv">A session a line: time;title;speaker e-mails;room.</param>
public sealed record ImportRequest([property: Length(1, ProgrammeEndpoints.MaxCsv)] string Csv);
