using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

/// <summary>Portraits: for anyone where the speaker has agreed to it, and for those who organize.</summary>
public static class PortraitEndpoints
{
    private const string Jpeg = "image/jpeg";

    public static void MapPortraits(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/speakers/{id:guid}/portrait", GetShownAsync).WithTags("Catalogue")
            .Produces<byte[]>(contentType: Jpeg).Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        var group = app.MapGroup("/api/organizer/speakers/{id:guid}").WithTags("Speakers").For(Role.Organizer)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/portrait", GetAsync).Produces<byte[]>(contentType: Jpeg);
        group.MapPut("/portrait", PutAsync).TakesPortrait().Produces<OrganizerSpeakerView>().ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/portrait", RemoveAsync).Produces<OrganizerSpeakerView>().ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapPost("/corrections/{correctionId:guid}/approval", ApproveAsync).Produces<OrganizerSpeakerView>();
        group.MapPost("/corrections/{correctionId:guid}/rejection", RejectAsync).Produces<OrganizerSpeakerView>();
    }

    /// <summary>The portrait of a speaker who has agreed to be shown and is in the programme of a published day. The ETag is the portrait's.</summary>
    /// <param name="size">small or large; large where it is left out.</param>
    /// <param name="v">Makes the address another when the portrait is; not read.</param>
    public static async Task<IResult> GetShownAsync(
        Guid id, HttpContext context, Database database, SpeakerStore speakers, PortraitStore portraits, CancellationToken cancellationToken,
        [AllowedValues("small", "large")] string size = "large", string? v = null)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (!Code.TryParse<PortraitSize>(size, out var wanted)
            || await speakers.FindShownPortraitAsync(read, id) is not { } portraitId
            || await portraits.FindAsync(read, portraitId, wanted) is not { } jpeg)
        {
            return new ProblemResult(SpeakerProblems.NoPortrait);
        }

        // Asked for anew each time: who takes the consent back is not shown any more.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(jpeg, Jpeg, entityTag: new EntityTagHeaderValue($"\"{portraitId}\""));
    }

    /// <summary>A speaker's portrait.</summary>
    /// <param name="size">small or large; large where it is left out.</param>
    /// <param name="correction">True: the one that the speaker wishes, while a correction waits.</param>
    /// <param name="v">Makes the address another when the portrait is; not read.</param>
    public static async Task<IResult> GetAsync(
        Guid id, ClaimsPrincipal user, Database database, SeenSpeakerStore seen, SpeakerStore speakers, PortraitStore portraits, CancellationToken cancellationToken,
        [AllowedValues("small", "large")] string size = "large", bool correction = false, string? v = null)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        if (!await seen.IsSeenAsync(read, id, Caller.Of(user).SeenBoard))
        {
            return new ProblemResult(SpeakerProblems.Unknown);
        }

        var portraitId = correction ? (await speakers.FindCorrectionAsync(read, id))?.PortraitId : (await speakers.FindAsync(read, id))?.PortraitId;
        return Code.TryParse<PortraitSize>(size, out var wanted) && portraitId is { } one && await portraits.FindAsync(read, one, wanted) is { } jpeg
            ? TypedResults.Bytes(jpeg, Jpeg)
            : new ProblemResult(SpeakerProblems.NoPortrait);
    }

    /// <summary>Gives the speaker another portrait: the bytes of a JPEG or PNG, up to 5 MiB and 40 megapixels. It is made anew, without metadata.</summary>
    public static async Task<IResult> PutAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, Database database, SeenSpeakerStore seen, ChangePortrait change, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            if (!await seen.IsSeenAsync(read, id, caller.SeenBoard))
            {
                return new ProblemResult(SpeakerProblems.Unknown);
            }
        }

        var (image, unreadable) = await PortraitBody.ReadAsync(context.Request, PortraitBody.Organizers);
        if (image is null)
        {
            return unreadable!;
        }

        var (speaker, refusal) = await change.RunAsync(caller, id, Versions.Wanted(context), image, cancellationToken);
        return SpeakerEndpoints.Reply(context, speaker, refusal);
    }

    /// <summary>Takes the portrait away. A second time changes nothing.</summary>
    public static async Task<IResult> RemoveAsync(Guid id, HttpContext context, ClaimsPrincipal user, ChangePortrait change, CancellationToken cancellationToken)
    {
        var (speaker, refusal) = await change.RunAsync(Caller.Of(user), id, Versions.Wanted(context), null, cancellationToken);
        return SpeakerEndpoints.Reply(context, speaker, refusal);
    }

    /// <summary>Lets what the speaker wishes hold.</summary>
    public static async Task<IResult> ApproveAsync(
        Guid id, Guid correctionId, HttpContext context, ClaimsPrincipal user, DecideCorrection decide, CancellationToken cancellationToken)
    {
        var (speaker, refusal) = await decide.ApproveAsync(Caller.Of(user), id, correctionId, cancellationToken);
        return SpeakerEndpoints.Reply(context, speaker, refusal);
    }

    /// <summary>Lets all be as it is; the wish is forgotten.</summary>
    public static async Task<IResult> RejectAsync(
        Guid id, Guid correctionId, HttpContext context, ClaimsPrincipal user, DecideCorrection decide, CancellationToken cancellationToken)
    {
        var (speaker, refusal) = await decide.RejectAsync(Caller.Of(user), id, correctionId, cancellationToken);
        return SpeakerEndpoints.Reply(context, speaker, refusal);
    }
}
