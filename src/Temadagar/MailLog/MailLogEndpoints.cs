using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.MailLog;

/// <summary>What has become of the mails, for the organizers of the days that they are about.</summary>
public static class MailLogEndpoints
{
    private static readonly Text BadState = new($"Ange {string.Join(", ", Code.All<MailState>())}.", $"Give {string.Join(", ", Code.All<MailState>())}.");

    private static readonly Text BadKind = new("Sådana mejl finns inte.", "There are no such mails.");

    public static void MapMailLog(this IEndpointRouteBuilder app)
    {
        var mails = app.MapGroup("/api/organizer/mails").WithTags("Mails").For(Role.Organizer).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        mails.MapGet("", ListAsync).Produces<MailsView>().ProducesFaults();
        mails.MapGet("/{id:guid}", GetAsync).Produces<MailView>().ProducesProblem(StatusCodes.Status404NotFound);
        mails.MapPost("/{id:guid}/resending", ResendAsync).Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>The mails of one's days, latest first.</summary>
    /// <param name="themeDay">A slug; left out: all days.</param>
    /// <param name="about">A registration's id: only the mails about it, all of them.</param>
    /// <param name="kind">As the mails of the list have it; left out: all.</param>
    /// <param name="state">queued, sending, sent or failed; left out: all.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cursor">The cursor of the reply before; left out: from the beginning.</param>
    public static async Task<IResult> ListAsync(
        HttpContext context, ClaimsPrincipal user, ReadMails mails, MailComposers composers, CancellationToken cancellationToken,
        string? themeDay = null, Guid? about = null, string? kind = null, [AllowedValues("queued", "sending", "sent", "failed")] string? state = null, [Range(1, TimeCursor.Most)] int take = 50, string? cursor = null)
    {
        var faults = new Faults();
        MailState? wanted = null;
        if (kind is not null && !composers.Know(kind))
        {
            faults.Add("kind", BadKind);
        }

        if (state is not null)
        {
            wanted = Code.TryParse<MailState>(state, out var one) ? one : null;
            if (wanted is null)
            {
                faults.Add("state", BadState);
            }
        }

        var (before, beforeId) = TimeCursor.Read(take, cursor, faults);
        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        var rows = await mails.ListAsync(Caller.Of(user), about, new MailPage(themeDay, kind, wanted, before, beforeId, take), cancellationToken);
        return TypedResults.Ok(new MailsView(rows, about is not null || rows.Count < take ? null : TimeCursor.Write(rows[^1].CreatedAt, rows[^1].Id)));
    }

    /// <summary>One mail as the person got it, or will; their own link is masked.</summary>
    public static async Task<IResult> GetAsync(Guid id, ClaimsPrincipal user, ReadMails mails, CancellationToken cancellationToken)
    {
        if (await mails.OpenAsync(Caller.Of(user), id, cancellationToken) is not { } opened)
        {
            return new ProblemResult(Problem.NotFound);
        }

        return TypedResults.Ok(new MailView(opened.Row, opened.Content?.Subject, opened.Content?.Text, opened.Content?.Html));
    }

    /// <summary>
    /// Sends a mail once more, as it was. One that waits or is being sent is left as it is; one that is no longer true (the person has
    /// another address, or has been told something newer) is not sent.
    /// </summary>
    public static async Task<IResult> ResendAsync(Guid id, ClaimsPrincipal user, ReadMails mails, CancellationToken cancellationToken) =>
        await mails.ResendAsync(Caller.Of(user), id, cancellationToken) is { } refusal ? new ProblemResult(refusal) : TypedResults.Accepted((string?)null);
}

/// <param name="Cursor">For the mails that follow; null at the end.</param>
public sealed record MailsView(IReadOnlyList<MailRow> Mails, string? Cursor);

/// <param name="Subject">Null, like what follows: it has been erased.</param>
/// <param name="Html">A whole page; show it in a sandbox.</param>
public sealed record MailView(MailRow Mail, string? Subject, string? Text, string? Html);
