using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Transfers;

/// <summary>What the mail of a transfer leads to. Opening it changes nothing: mail scanners open links.</summary>
public static class TransferEndpoints
{
    public static void MapTransfers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/my/transfer").WithTags("My registration").RequiresLinkSecret()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("", GetAsync).ProducesProblem(StatusCodes.Status409Conflict);
        var answers = api.MapGroup("").RequireRateLimiting(RateLimits.Writes).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        answers.MapPost("/acceptance", AcceptAsync);
        answers.MapPost("/refusal", RefuseAsync);
    }

    /// <summary>What is to be this address's own: another person's place, or one's own registration.</summary>
    public static async Task<Results<Ok<TransferView>, ProblemResult>> GetAsync(
        HttpRequest request, TransferLinks links, Database database, ThemeDayStore days, PlaceStore places, RegistrationStore registrations, Municipalities municipalities,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not var (transfer, registration))
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var now = clock.GetUtcNow();
        await using var read = await database.OpenReadAsync(cancellationToken);
        var day = (await days.FindAsync(read, registration.ThemeDayId))!;
        if (!transfer.IsLive(registration, day, now))
        {
            return new ProblemResult(transfer.IsAccepted(registration) ? TransferProblems.Accepted : TransferProblems.Ended);
        }

        if (OwnChangeProblems.Refusing(registration, day, await registrations.HasComeAsync(read, registration.Id), now) is { } refusal)
        {
            return new ProblemResult(refusal);
        }

        return TypedResults.Ok(TransferView.Of(transfer, registration, ThemeDayView.Of(day, await places.OfDayAsync(read, day.Id), now), municipalities));
    }

    /// <summary>Yes: the registration is this address's own. The reply has the secret of its new link, which comes by mail too. Doing it twice is doing it once.</summary>
    public static async Task<Results<Ok<TransferAccepted>, ProblemResult>> AcceptAsync(
        HttpRequest request, TransferLinks links, AnswerTransfer answer, RegistrationLinks registrations, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not var (transfer, registration))
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        var (changed, refusal) = await answer.AcceptAsync(transfer.Id, registration.ThemeDayId, cancellationToken);
        return changed is not null ? TypedResults.Ok(new TransferAccepted(registrations.SecretOf(changed))) : new ProblemResult(refusal!);
    }

    /// <summary>No: everything stays as it is. Doing it twice is doing it once; after a yes it is refused.</summary>
    public static async Task<Results<NoContent, ProblemResult>> RefuseAsync(HttpRequest request, TransferLinks links, AnswerTransfer answer, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request, cancellationToken) is not var (transfer, registration))
        {
            return new ProblemResult(Problem.LinkNotValid);
        }

        return await answer.DeclineAsync(transfer.Id, registration.ThemeDayId, cancellationToken) is { } refusal ? new ProblemResult(refusal) : TypedResults.NoContent();
    }
}

/// <param name="From">Who has the registration now.</param>
/// <param name="AnswerBy">Until when the link can be followed.</param>
public sealed record TransferView(
    TransferKind Kind, string From, ThemeDayView ThemeDay, Participation Participation, RegistrationStatus Status, string FirstName, string LastName, string Email,
    string Organization, string Profession, Sector Sector, string? Municipality, string? Phone, DateTimeOffset AnswerBy)
{
    public static TransferView Of(Transfer transfer, Registration current, ThemeDayView day, Municipalities municipalities)
    {
        var changed = transfer.AppliedTo(current);
        return new TransferView(
            transfer.Kind, current.FullName, day, current.Participation, current.Status, changed.FirstName, changed.LastName, changed.Email!, changed.Organization,
            changed.Profession, changed.Sector, municipalities.NameOf(changed.Municipality), changed.Phone, transfer.ExpiresAt);
    }
}

/// <param name="Secret">Of the link to one's own page.</param>
public sealed record TransferAccepted(string Secret);
