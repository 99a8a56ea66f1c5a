using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Registrations;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.ProtectedPeople;

/// <summary>People with protected identity (skyddade personuppgifter), for the accounts that may handle them. To anyone else they are not there.</summary>
public static class ProtectedEndpoints
{
    public const int ReasonLength = 500;

    internal static readonly Text NoReason = new("Skriv varför du behöver se uppgifterna.", "Write why you need to see the details.");

    public static void MapProtectedPeople(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/organizer/theme-days/{slug}/protected-people").WithTags("Protected identity").For(Role.Organizer).AddEndpointFilter(RefuseOthersAsync)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        day.MapGet("", ListAsync).Produces<IReadOnlyList<ProtectedPerson>>();
        day.MapPost("", RegisterAsync).Accepts<ProtectedRequest>("application/json").WithIdempotencyKey().Produces<TelephoneReply>(StatusCodes.Status201Created)
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var one = app.MapGroup("/api/organizer").WithTags("Protected identity").For(Role.Organizer).AddEndpointFilter(RefuseOthersAsync)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        one.MapPost("/registrations/{id:guid}/protection", ProtectAsync).Accepts<AliasRequest>("application/json").Produces<ProtectedPerson>().ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/protected-people/{id:guid}/looks", OpenAsync).Accepts<LookRequest>("application/json").Produces<OpenedProtected>().ProducesFaults();
        one.MapPost("/protected-people/{id:guid}/data", DiscloseAsync).Accepts<LookRequest>("application/json").Produces<HeldProtected>().ProducesFaults();
        one.MapPost("/protected-people/{id:guid}/erasure-request", AskErasureAsync).Produces<ProtectedPerson>();
        one.MapPost("/protected-people/{id:guid}/erasure-answer", AnswerErasureAsync).Accepts<ProtectedErasureAnswer>("application/json").Produces<ProtectedPerson>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPut("/protected-people/{id:guid}", ChangeAsync).Accepts<ProtectedChange>("application/json").Produces<ProtectedPerson>().ProducesFaults();
        one.MapPost("/protected-people/{id:guid}/cancellation", CancelAsync).Produces<ProtectedPerson>().ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/protected-people/{id:guid}/certificate", CertifyAsync).Accepts<ProtectedCertificateRequest>("application/json").Produces<ProtectedPerson>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/protected-people/{id:guid}/certificate.pdf", CertificateAsync).Accepts<ProtectedCertificateLook>("application/json").Produces<byte[]>(contentType: "application/pdf")
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>A day's people with protected identity under their aliases. The look is logged.</summary>
    public static async Task<IResult> ListAsync(string slug, ClaimsPrincipal user, LookAtOwnDay looking, ProtectedPersonStore people, CancellationToken cancellationToken) =>
        await looking.RunAsync(Caller.Of(user), slug, AccessAction.ProtectedListed, async (read, own) =>
        {
            var found = await people.OfDayAsync(read, own.Id);
            return (found, (int?)found.Count);
        }, cancellationToken) is { } seen ? TypedResults.Ok(seen) : new ProblemResult(EditOwnDay.Unknown);

    /// <summary>Registers someone under an alias. Who they are is kept sealed; they get no mail, and are told by whoever registers them. On a full day there is a place above capacity, or none.</summary>
    public static async Task<IResult> RegisterAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Database database, OrganizerDayStore days, TelephoneCall call, ProtectedPersonStore people, AccessLog log, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(user);
        OrganizerDay? day;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            day = await days.FindAsync(read, slug, caller.SeenBoard);
        }

        if (day is null)
        {
            return new ProblemResult(EditOwnDay.Unknown);
        }

        var now = clock.GetUtcNow();
        TrueContact? contact = null;
        return await call.RunAsync(context, caller, day, "protected", "/api/organizer/protected-people", fields =>
        {
            var alias = PersonAlias.Read(fields);
            contact = TrueContact.Read(fields);
            return new TelephoneRegistration(
                fields.Choice<Participation>("participation"), alias.Details(fields.Choice<Sector>("sector"), fields.Choice<Language>("language")), Email: null,
                fields.Flag("overbook") ? WhenFull.Overbook : WhenFull.Refuse, NeedsInput.Read(fields));
        }, cancellationToken, async (write, registration) =>
        {
            await people.ProtectAsync(write, registration.Id, contact!, now);
            await log.AddAsync(write, caller, AccessAction.PersonProtected, registration.Id, day.Board, 1);
        });
    }

    /// <summary>Puts a registration that is in the lists under protection, with an alias. The link and the check-in code that the person has die.</summary>
    public static Task<IResult> ProtectAsync(Guid id, HttpContext context, ClaimsPrincipal user, People people, ProtectPerson protect, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var alias = PersonAlias.Read(fields);
            fields.RefuseOthers();
            return alias;
        }, async alias =>
        {
            var caller = Caller.Of(user);
            var (opened, stranger) = await people.FindToChangeAsync(caller, id, cancellationToken);
            if (opened is null)
            {
                return new ProblemResult(stranger!);
            }

            var (person, refusal) = await protect.RunAsync(caller, opened, alias, cancellationToken);
            return refusal is not null ? new ProblemResult(refusal) : (IResult)TypedResults.Ok(person);
        });

    /// <summary>Who someone is, against a reason that is kept. A POST: it writes who looked.</summary>
    public static Task<IResult> OpenAsync(Guid id, HttpContext context, ClaimsPrincipal user, OpenProtected open, CancellationToken cancellationToken) =>
        AgainstReasonAsync(context, async reason => Result(await open.RunAsync(Caller.Of(user), id, reason, cancellationToken)));

    /// <summary>Everything that is held of someone who asks for it, against a reason that is kept. A POST: it writes who looked.</summary>
    public static Task<IResult> DiscloseAsync(Guid id, HttpContext context, ClaimsPrincipal user, DiscloseProtected disclose, CancellationToken cancellationToken) =>
        AgainstReasonAsync(context, async reason => Result(await disclose.RunAsync(Caller.Of(user), id, reason, cancellationToken)));

    /// <summary>Writes down that someone asks to be erased. Asking once more changes nothing.</summary>
    public static async Task<IResult> AskErasureAsync(Guid id, ClaimsPrincipal user, ProtectedErasure erasure, CancellationToken cancellationToken) =>
        Result(await erasure.AskAsync(Caller.Of(user), id, cancellationToken));

    /// <summary>Answers it, for good. The person is told by whoever does it.</summary>
    public static Task<IResult> AnswerErasureAsync(Guid id, HttpContext context, ClaimsPrincipal user, ProtectedErasure erasure, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var outcome = fields.Choice<ErasureOutcome>("outcome");
            fields.RefuseOthers();
            return outcome;
        }, async outcome => Result(await erasure.AnswerAsync(Caller.Of(user), id, outcome, cancellationToken)));

    /// <summary>Writes alias and contact anew, whole.</summary>
    public static Task<IResult> ChangeAsync(Guid id, HttpContext context, ClaimsPrincipal user, ChangeProtected change, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var wanted = (Alias: PersonAlias.Read(fields), Contact: TrueContact.Read(fields));
            fields.RefuseOthers();
            return wanted;
        }, async wanted => Result(await change.RunAsync(Caller.Of(user), id, wanted.Alias, wanted.Contact, cancellationToken)));

    /// <summary>Gives the place back. The person is told by whoever does it.</summary>
    public static async Task<IResult> CancelAsync(Guid id, ClaimsPrincipal user, ChangeProtected change, CancellationToken cancellationToken) =>
        Result(await change.CancelAsync(Caller.Of(user), id, cancellationToken));

    /// <summary>Issues a certificate with the alias or, against a reason that is kept, with the true name. Once there is one with that name it stays.</summary>
    public static Task<IResult> CertifyAsync(Guid id, HttpContext context, ClaimsPrincipal user, ProtectedCertificate certificate, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var reason = fields.Flag("trueName") ? fields.Text("reason", ReasonLength, NoReason) : null;
            fields.RefuseOthers();
            return new ProtectedCertificateLook(reason);
        }, async wanted => Result(await certificate.IssueAsync(Caller.Of(user), id, wanted.Reason, cancellationToken)));

    /// <summary>The certificate, to print and hand over: with another name than the alias only against a reason that is kept. A POST: it writes who looked.</summary>
    public static Task<IResult> CertificateAsync(Guid id, HttpContext context, ClaimsPrincipal user, ProtectedCertificate certificate, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var reason = fields.OptionalText("reason", ReasonLength);
            fields.RefuseOthers();
            return new ProtectedCertificateLook(reason);
        }, async look =>
        {
            var (pdf, fileName, refusal) = await certificate.DrawAsync(Caller.Of(user), id, look.Reason, cancellationToken);
            return pdf is null ? refusal! : (IResult)TypedResults.Bytes(pdf, "application/pdf", fileName);
        });

    private static Task<IResult> AgainstReasonAsync(HttpContext context, Func<string, Task<IResult>> show) =>
        JsonBody.WithAsync(context, fields =>
        {
            var reason = fields.Text("reason", ReasonLength, NoReason);
            fields.RefuseOthers();
            return reason;
        }, show);

    private static IResult Result<T>((T? Result, ProblemResult? Refusal) done)
        where T : class => done.Refusal ?? (IResult)TypedResults.Ok(done.Result);

    // No role brings it, not even the administrator's.
    private static async ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext.User).HandlesProtected ? await next(context) : new ProblemResult(OrganizerProblems.NotAllowed);
}

/// <summary>Someone with protected identity, as they telephoned.</summary>
/// <param name="AliasFirstName">What the person is called in the service, like <paramref name="AliasLastName"/>.</param>
/// <param name="Phone">This or an address is needed.</param>
/// <param name="Note">What whoever telephones needs to know.</param>
/// <param name="Overbook">A place even where none is free.</param>
public sealed record ProtectedRequest(
    Participation Participation, [property: Length(1, PersonInput.NameLength)] string AliasFirstName, [property: Length(1, PersonInput.NameLength)] string AliasLastName, [property: Length(1, PersonInput.NameLength)] string FirstName, [property: Length(1, PersonInput.NameLength)] string LastName,
    Sector Sector, Language Language, [property: MaxLength(EmailAddress.MaxLength)] string? Email = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null,
    [property: MaxLength(PersonInput.OrganizationLength)] string? Organization = null, [property: MaxLength(PersonInput.NameLength)] string? Profession = null, [property: MaxLength(TrueContact.NoteLength)] string? Note = null, bool Overbook = false,
    Diet? Diet = null, [property: MaxLength(NeedsInput.DietNoteLength)] string? DietNote = null, [property: MaxLength(NeedsInput.AccessNeedsLength)] string? AccessNeeds = null);

public sealed record ProtectedChange(
    [property: Length(1, PersonInput.NameLength)] string AliasFirstName, [property: Length(1, PersonInput.NameLength)] string AliasLastName, [property: Length(1, PersonInput.NameLength)] string FirstName, [property: Length(1, PersonInput.NameLength)] string LastName,
    [property: MaxLength(EmailAddress.MaxLength)] string? Email = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null,
    [property: MaxLength(PersonInput.OrganizationLength)] string? Organization = null, [property: MaxLength(PersonInput.NameLength)] string? Profession = null, [property: MaxLength(TrueContact.NoteLength)] string? Note = null);

public sealed record AliasRequest([property: Length(1, PersonInput.NameLength)] string AliasFirstName, [property: Length(1, PersonInput.NameLength)] string AliasLastName);

public sealed record LookRequest([property: Length(1, ProtectedEndpoints.ReasonLength)] string Reason);

public sealed record ProtectedErasureAnswer(ErasureOutcome Outcome);

/// <param name="Reason">Needed with the true name.</param>
public sealed record ProtectedCertificateRequest(bool TrueName = false, [property: MaxLength(ProtectedEndpoints.ReasonLength)] string? Reason = null);

/// <param name="Reason">Needed where the certificate bears another name than the alias.</param>
public sealed record ProtectedCertificateLook([property: MaxLength(ProtectedEndpoints.ReasonLength)] string? Reason = null);
