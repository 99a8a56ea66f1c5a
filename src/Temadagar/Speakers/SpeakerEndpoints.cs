using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Speakers;

/// <summary>An organizer keeps the own board's speakers and the series'; an administrator all.</summary>
public static class SpeakerEndpoints
{
    public static void MapSpeakers(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/organizer/speakers").WithTags("Speakers").For(Role.Organizer).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("", ListAsync);
        group.MapPost("", AddAsync).Accepts<SpeakerRequest>("application/json").Produces<OrganizerSpeakerView>(StatusCodes.Status201Created)
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);

        var one = group.MapGroup("/{id:guid}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).Produces<OrganizerSpeakerView>();
        one.MapPut("", ChangeAsync).Accepts<SpeakerRequest>("application/json").Produces<OrganizerSpeakerView>().ProducesFaults()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
        one.MapDelete("", RemoveAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    /// <summary>The own board's speakers and the series', by name.</summary>
    public static async Task<Ok<ListedSpeakersView>> ListAsync(ClaimsPrincipal user, ReadSpeakers speakers, CancellationToken cancellationToken) =>
        TypedResults.Ok(await speakers.ListAsync(Caller.Of(user), cancellationToken));

    /// <summary>Adds a speaker. Where nothing is said of it, it is the caller's board's.</summary>
    public static Task<IResult> AddAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, ManageSpeakers manage, CancellationToken cancellationToken) =>
        WithPlanAsync(context, user, database, boards, async (caller, plan) =>
        {
            var (added, refusal) = await manage.AddAsync(caller, plan, cancellationToken);
            return Reply(context, added, refusal, created: true);
        });

    /// <summary>A speaker as an organizer edits one. The ETag is its version.</summary>
    public static async Task<IResult> GetAsync(Guid id, HttpContext context, ClaimsPrincipal user, ReadSpeakers speakers, CancellationToken cancellationToken) =>
        Reply(context, await speakers.OpenAsync(Caller.Of(user), id, cancellationToken), null);

    /// <summary>Changes a speaker. What GET gives can be put back as it is. If-Match carries the ETag that GET gave.</summary>
    /// <remarks>Another address closes the links in schedules that were sent to the one before.</remarks>
    public static async Task<IResult> ChangeAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, ManageSpeakers manage, CancellationToken cancellationToken)
    {
        if (Versions.Wanted(context) is not { } isCurrent)
        {
            return new ProblemResult(Versions.NoIfMatch);
        }

        return await WithPlanAsync(context, user, database, boards, async (caller, plan) =>
        {
            var (changed, refusal) = await manage.ChangeAsync(caller, id, isCurrent, plan, cancellationToken);
            return Reply(context, changed, refusal);
        });
    }

    /// <summary>Removes a speaker who is in no programme and expects to be in none.</summary>
    public static async Task<IResult> RemoveAsync(Guid id, HttpContext context, ClaimsPrincipal user, ManageSpeakers manage, CancellationToken cancellationToken) =>
        await manage.RemoveAsync(Caller.Of(user), id, Versions.Wanted(context), cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();

    /// <summary>The speaker after an edit, with its ETag; or why there was none.</summary>
    internal static IResult Reply(HttpContext context, OrganizerSpeakerView? speaker, ProblemResult? refusal, bool created = false)
    {
        if (speaker is null)
        {
            return refusal ?? new ProblemResult(SpeakerProblems.Unknown);
        }

        Versions.Tag(context, speaker.Version);
        return created ? TypedResults.Created($"/api/organizer/speakers/{speaker.Id}", speaker) : TypedResults.Ok(speaker);
    }

    private static async Task<IResult> WithPlanAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, Func<Caller, SpeakerPlan, Task<IResult>> then)
    {
        var caller = Caller.Of(user);
        IReadOnlyList<Board> all;
        await using (var read = await database.OpenReadAsync(context.RequestAborted))
        {
            all = await boards.ListAsync(read);
        }

        return await JsonBody.WithAsync(context, fields => SpeakerInput.Read(fields, caller, all), plan => then(caller, plan));
    }
}

// Read by SpeakerInput, field by field; this says in the API's description what it accepts.

/// <summary>A speaker. What is not known is null or left out.</summary>
/// <param name="Name">Up to 200 characters; no web address and no markup.</param>
/// <param name="Phone">Seen by organizers only, like the address and the needs.</param>
/// <param name="Language">Of the mails; Swedish where it is left out.</param>
/// <param name="BiographySv">Plain text, up to 4,000 characters; an empty line begins a new paragraph.</param>
/// <param name="BiographyEn">As <paramref name="BiographySv"/>.</param>
/// <param name="TechnicalNeeds">Up to 2,000 characters, like the other needs.</param>
/// <param name="Consent">Whether the speaker has agreed to be shown.</param>
/// <param name="Board">The slug of the board whose speaker it is; null: every board's. Left out: as before, or the caller's for a new one.</param>
public sealed record SpeakerRequest(
    [property: Length(1, SpeakerInput.NameLength)] string Name, [property: Length(1, EmailAddress.MaxLength)] string Email, [property: MaxLength(SpeakerInput.NameLength)] string? Title = null,
    [property: MaxLength(SpeakerInput.NameLength)] string? Organization = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null,
    Language Language = Language.Sv, [property: MaxLength(SpeakerInput.BiographyLength)] string? BiographySv = null, [property: MaxLength(SpeakerInput.BiographyLength)] string? BiographyEn = null,
    [property: MaxLength(SpeakerInput.NeedsLength)] string? TechnicalNeeds = null, [property: MaxLength(SpeakerInput.NeedsLength)] string? TravelNeeds = null, bool Consent = false,
    [property: MaxLength(JsonFields.WordLength)] string? Board = null);
