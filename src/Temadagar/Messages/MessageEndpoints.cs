using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Registrations;

namespace Temadagar.Messages;

/// <summary>An organizer writes to those who are registered for a day.</summary>
public static class MessageEndpoints
{
    public const int MaxSubject = 150;
    public const int MaxBody = 5000;

    public static void MapMessages(this IEndpointRouteBuilder app) => app.MapPost("/api/organizer/theme-days/{slug}/messages", SendAsync)
        .WithTags("Messages").For(Role.Organizer)
        .Accepts<MessageRequest>("application/json")
        .WithIdempotencyKey()
        .Produces<MessageReply>().ProducesPreview<MessagePreview>()
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Sends a message to a group, one mail to each person. With preview nothing is sent: the reply says how many it would reach, and how it would look.</summary>
    /// <param name="preview">true: only show it.</param>
    public static async Task<IResult> SendAsync(
        string slug, HttpContext context, ClaimsPrincipal user, Idempotency idempotency, SendMessage send, CancellationToken cancellationToken, bool preview = false)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var to = body.Root.Choice<MessageGroup>("to");
            var message = new DayMessage(body.Root.Text("subject", MaxSubject), body.Root.Lines("body", MaxBody));
            body.Root.RefuseOthers();
            var key = preview ? null : idempotency.Read($"message/{slug}", context.Request, body);
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            if (preview)
            {
                var (shown, refused) = await send.PreviewAsync(Caller.Of(user), slug, to, message, context.ReaderLanguage(), cancellationToken);
                return refused is null ? TypedResults.Ok(shown) : new ProblemResult(refused);
            }

            try
            {
                var (reply, refusal) = await send.RunAsync(Caller.Of(user), slug, to, message, key, cancellationToken);
                return refusal is null ? TypedResults.Text(reply, "application/json", Encoding.UTF8) : new ProblemResult(refusal);
            }
            catch (IdempotencyKeyReusedException)
            {
                return new ProblemResult(Problem.IdempotencyKeyReused);
            }
        }
    }
}

/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; an empty line begins a new paragraph. Greeting, facts of the day and the person's link are added.</param>
public sealed record MessageRequest(MessageGroup To, [property: Length(1, MessageEndpoints.MaxSubject)] string Subject, [property: Length(1, MessageEndpoints.MaxBody)] string Body);
