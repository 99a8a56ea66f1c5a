using System.ComponentModel.DataAnnotations;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;
using Temadagar.Transfers;

namespace Temadagar.OwnPage;

/// <summary>What a person changes in the own registration. Each reply is the registration as it is after.</summary>
public static class MyChangeEndpoints
{
    public static void MapMyChanges(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/registration").WithTags("My registration").RequiresLinkSecret().RequireRateLimiting(RateLimits.Writes)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPut("/details", CorrectAsync).Accepts<DetailsRequest>("application/json").Produces<MyRegistration>().ProducesFaults();
        api.MapPut("/needs", ChangeNeedsAsync).Accepts<NeedsRequest>("application/json").Produces<MyRegistration>().ProducesFaults();
        api.MapPut("/participation", ChangeParticipationAsync).Accepts<ParticipationRequest>("application/json").Produces<MyRegistration>().ProducesFaults();
        api.MapDelete("/waits/{id:guid}", StopWaitingAsync).Produces<MyRegistration>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/link-renewal", RenewLinkAsync).Produces<RenewedLink>();
        api.MapPut("/transfer", AskTransferAsync)
            .Accepts<TransferRequest>("application/json").Produces<MyRegistration>().ProducesFaults();
        api.MapDelete("/transfer", WithdrawTransferAsync).Produces<MyRegistration>();
    }

    /// <summary>Corrects what the registration says of the person. The address is changed by a transfer.</summary>
    public static Task<IResult> CorrectAsync(
        HttpContext context, OwnDeed deed, PersonInput input, CorrectOwnDetails correct, CancellationToken cancellationToken) =>
        deed.RunAsync(context, fields =>
        {
            var (details, _) = input.Read(fields, _ => (object?)null);
            fields.RefuseOthers();
            return details;
        }, (found, details) => correct.RunAsync(found, details, cancellationToken));

    /// <summary>Says what the person needs at the day, in place of what was said before. What is not asked for is not kept.</summary>
    public static Task<IResult> ChangeNeedsAsync(
        HttpContext context, OwnDeed deed, ChangeNeeds change, CancellationToken cancellationToken) =>
        deed.RunAsync(context, fields =>
        {
            var needs = NeedsInput.Read(fields);
            fields.RefuseOthers();
            return needs;
        }, (found, needs) => change.RunAsync(found, needs, cancellationToken));

    /// <summary>
    /// Takes part another way: at once where there is room. Where there is none it is refused, or, with <c>wait</c>, waited for, and the person keeps what they have.
    /// </summary>
    public static Task<IResult> ChangeParticipationAsync(
        HttpContext context, OwnDeed deed, ChangeParticipation change, CancellationToken cancellationToken) =>
        deed.RunAsync(context, fields =>
        {
            var wanted = (fields.Choice<Participation>("participation", SubmissionInput.NoParticipation), fields.Flag("wait"));
            fields.RefuseOthers();
            return wanted;
        }, (found, wanted) => change.RunAsync(found, wanted.Item1, wanted.Item2, cancellationToken));

    /// <summary>Waits no more for one way of taking part. Where there is nothing else of the registration, it is cancelled.</summary>
    public static Task<IResult> StopWaitingAsync(
        Guid id, HttpContext context, OwnDeed deed, StopWaiting stop, CancellationToken cancellationToken) =>
        deed.RunAsync(context, found => stop.RunAsync(found, id, cancellationToken));

    /// <summary>Closes all links to the registration but a new one, whose secret the reply has. It comes by mail too.</summary>
    public static async Task<IResult> RenewLinkAsync(
        HttpContext context, RegistrationLinks links, MyRegistrations mine, RenewLink renew, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(context.Request, cancellationToken) is not { } found)
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (renewed, refusal) = await renew.RunAsync(found, cancellationToken);
        return renewed is not null
            ? TypedResults.Ok(new RenewedLink(links.SecretOf(renewed), await mine.ViewAsync(renewed, cancellationToken)))
            : new ProblemResult(refusal!);
    }

    /// <summary>
    /// Gives the registration another address or, with <c>handover</c>, to a colleague, once that address has followed the link that it is sent. A transfer asked for
    /// before is taken back. The reply is the same whether the address is registered or not.
    /// </summary>
    public static Task<IResult> AskTransferAsync(
        HttpContext context, OwnDeed deed, PersonInput input, AskTransfer ask, CancellationToken cancellationToken) =>
        deed.RunAsync(context, fields =>
        {
            EmailAddress? email = null;
            PersonDetails? person = null;
            if (fields.Flag("handover"))
            {
                (person, email) = input.Read(fields, EmailInput.Read);
            }

            email ??= EmailInput.Read(fields);
            fields.RefuseOthers();
            return (email, person);
        }, async (found, wanted) => (found, await ask.RunAsync(found, wanted.email, wanted.person, cancellationToken)));

    /// <summary>Takes a transfer back that has not been answered. There may be none.</summary>
    public static Task<IResult> WithdrawTransferAsync(
        HttpContext context, OwnDeed deed, AskTransfer ask, CancellationToken cancellationToken) =>
        deed.RunAsync(context, async found => (found, await ask.WithdrawAsync(found, cancellationToken)));
}

/// <summary>What a person says of themselves, but for the address.</summary>
/// <param name="Municipality">One of Sweden's 290, by name or by the code of Statistics Sweden.</param>
public sealed record DetailsRequest(
    [property: Length(1, PersonInput.NameLength)] string FirstName, [property: Length(1, PersonInput.NameLength)] string LastName, [property: Length(1, PersonInput.OrganizationLength)] string Organization, [property: Length(1, PersonInput.NameLength)] string Profession,
    Sector Sector, Language Language, [property: MaxLength(PersonInput.NameLength)] string? Municipality = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null);

/// <param name="Diet">Left out: what all are served.</param>
/// <param name="DietNote">What the choice does not say.</param>
/// <param name="AccessNeeds">What the person needs to take part.</param>
public sealed record NeedsRequest(Diet? Diet = null, [property: MaxLength(NeedsInput.DietNoteLength)] string? DietNote = null, [property: MaxLength(NeedsInput.AccessNeedsLength)] string? AccessNeeds = null);

/// <param name="Wait">Whether to wait where there is no room.</param>
public sealed record ParticipationRequest(Participation Participation, bool Wait = false);

/// <summary>The address, and with <paramref name="Handover"/> all that a person gives who registers.</summary>
public sealed record TransferRequest(
    [property: Length(1, EmailAddress.MaxLength)] string Email, bool Handover = false, [property: MaxLength(PersonInput.NameLength)] string? FirstName = null, [property: MaxLength(PersonInput.NameLength)] string? LastName = null,
    [property: MaxLength(PersonInput.OrganizationLength)] string? Organization = null, [property: MaxLength(PersonInput.NameLength)] string? Profession = null, Sector? Sector = null, Language? Language = null,
    [property: MaxLength(PersonInput.NameLength)] string? Municipality = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null);

/// <param name="Secret">Of the one link that works.</param>
public sealed record RenewedLink(string Secret, MyRegistration Registration);
