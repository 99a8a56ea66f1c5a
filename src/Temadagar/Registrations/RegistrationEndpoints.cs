using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Needs;
using Temadagar.Telemetry;
using Temadagar.Texts;

namespace Temadagar.Registrations;

public static class RegistrationEndpoints
{
    public static void MapRegistrations(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Registrations").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("/registrations", RegisterAsync)
            .RequireRateLimiting(RateLimits.Writes)
            .Accepts<RegistrationRequest>("application/json")
            .WithIdempotencyKey()
            .Produces<RegistrationReply>(StatusCodes.Status201Created)
            .ProducesFaults()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/municipalities", (Municipalities municipalities) => TypedResults.Ok(municipalities.All))
            .WithSummary("The municipalities of Sweden, for the form's choice.");
    }

    /// <summary>Registers one or several people for one or several theme days.</summary>
    /// <remarks>
    /// The reply is the same whether an address was registered before or not; what is true is told by mail, to each person.
    /// All places that the submission asks for on a day are given together, or all of it waits together.
    /// With <c>oneIsEnough</c> the choices are tried in their order: the first with room for all is given and the others are not registered for; if none has room, all of the
    /// submission waits for each, and whoever takes a place that is offered leaves the other waitlists. The outcomes are then one, confirmed, or one for each choice.
    /// </remarks>
    public static async Task<IResult> RegisterAsync(
        HttpContext context, SubmissionInput input, Idempotency idempotency, PlaceLimit limit, Register register, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var submission = input.Read(body.Root);
            var key = idempotency.Read("registrations", context.Request, body);
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            try
            {
                using var places = limit.Take(context, submission);
                if (!places.IsAcquired)
                {
                    // Whoever asks again for want of an answer has their places already.
                    IResult? given = key is not null && await register.FindReplyAsync(key, cancellationToken) is { } known ? Created(known) : null;
                    return given ?? RateLimits.Refuse(context, places);
                }

                var (reply, refusal) = await register.RunAsync(submission, key, cancellationToken);
                if (refusal is not null)
                {
                    Instruments.Registrations.Add(1, new KeyValuePair<string, object?>("outcome", "refused"), new KeyValuePair<string, object?>("problem", refusal.Problem.Name));
                    return refusal;
                }

                return Created(reply!);
            }
            catch (IdempotencyKeyReusedException)
            {
                return new ProblemResult(Problem.IdempotencyKeyReused);
            }
        }
    }

    private static ContentHttpResult Created(string reply) => TypedResults.Text(reply, "application/json", System.Text.Encoding.UTF8, StatusCodes.Status201Created);
}

// Read by SubmissionInput, field by field; these two say in the API's description what it accepts.

/// <summary>One or several people, for one or several theme days.</summary>
/// <param name="ThemeDays">1 to 20, each once; where one is enough, in order of preference and each once for each way of taking part.</param>
/// <param name="Participants">1 to 20, each with an address of their own.</param>
/// <param name="SubmittedBy">The name of the one who registers colleagues; their mails say it.</param>
/// <param name="OneIsEnough">One place is enough: the first with room, or a wait for all of them. Needs two choices.</param>
/// <param name="Website">Leave it out or empty: a trap for programs that fill in every field.</param>
public sealed record RegistrationRequest(
    [property: Length(1, Submission.MaxThemeDays)] IReadOnlyList<ThemeDayChoice> ThemeDays, [property: Length(1, Submission.MaxParticipants)] IReadOnlyList<ParticipantRequest> Participants,
    [property: MaxLength(SubmissionInput.SubmitterLength)] string? SubmittedBy = null, bool OneIsEnough = false, [property: MaxLength(Honeypot.MaxLength)] string? Website = null);

/// <summary>A person. Never a personal identity number, never a home address.</summary>
/// <param name="Language">Of the mails.</param>
/// <param name="Municipality">One of Sweden's 290, by name or by the code of Statistics Sweden.</param>
/// <param name="Diet">Left out: what all are served. Kept where the day serves food, for whoever comes there.</param>
/// <param name="DietNote">What the choice does not say.</param>
/// <param name="AccessNeeds">What the person needs to take part.</param>
public sealed record ParticipantRequest(
    [property: Length(1, PersonInput.NameLength)] string FirstName, [property: Length(1, PersonInput.NameLength)] string LastName, [property: Length(1, EmailAddress.MaxLength)] string Email,
    [property: Length(1, PersonInput.OrganizationLength)] string Organization, [property: Length(1, PersonInput.NameLength)] string Profession, Sector Sector, Language Language,
    [property: MaxLength(PersonInput.NameLength)] string? Municipality = null, [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null,
    Diet? Diet = null, [property: MaxLength(NeedsInput.DietNoteLength)] string? DietNote = null, [property: MaxLength(NeedsInput.AccessNeedsLength)] string? AccessNeeds = null);
