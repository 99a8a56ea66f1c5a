using System.ComponentModel.DataAnnotations;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;

namespace Temadagar.LostLinks;

public static class LostLinkEndpoints
{
    public static void MapLostLinks(this IEndpointRouteBuilder app) => app.MapPost("/api/lost-links", AskAsync).WithTags("My registration")
        .RequireRateLimiting(RateLimits.Writes)
        .Accepts<LostLinkRequest>("application/json")
        .Produces<LostLinkReply>(StatusCodes.Status202Accepted)
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Asks for the links to an address's registrations. The reply is always the same; what there is comes by mail.</summary>
    public static Task<IResult> AskAsync(HttpContext context, Database database, LostLinkStore lostLinks, TimeProvider clock, CancellationToken cancellationToken) =>
        JsonBody.WithAsync(context, fields =>
        {
            var email = EmailInput.Read(fields);
            Honeypot.Check(fields);
            fields.RefuseOthers();
            return email;
        }, async email =>
        {
            var lost = new LostLink(Guid.CreateVersion7(), email.Normalized);
            var now = clock.GetUtcNow();
            await database.WriteAsync(write => lostLinks.AddAsync(write, lost, now), cancellationToken);
            return TypedResults.Accepted((string?)null, new LostLinkReply("received"));
        });
}

/// <param name="Website">Leave it out or empty: a trap for programs that fill in every field.</param>
public sealed record LostLinkRequest([property: Length(1, EmailAddress.MaxLength)] string Email, [property: MaxLength(Honeypot.MaxLength)] string? Website = null);

public sealed record LostLinkReply(string Status);
