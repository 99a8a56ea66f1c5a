using System.ComponentModel.DataAnnotations;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Logs;

/// <summary>The log of who did or read what, for administrators.</summary>
public static class LogEndpoints
{
    public static void MapLog(this IEndpointRouteBuilder app) => app.MapGet("/api/organizer/log", ListAsync)
        .WithTags("Log").For()
        .Produces<LogView>()
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The log, latest first. It holds ids, never a participant's name or address.</summary>
    /// <param name="subject">The id of a person, a day, a speaker, an account or a key: only what concerned it.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cursor">The cursor of the reply before; left out: from the beginning.</param>
    public static async Task<IResult> ListAsync(
        Database database, AccessLog log, LogSealStore seals, CancellationToken cancellationToken, Guid? subject = null, [Range(1, TimeCursor.Most)] int take = 50, string? cursor = null)
    {
        var faults = new Faults();
        var (before, beforeId) = TimeCursor.Read(take, cursor, faults);
        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        var rows = await log.ListAsync(read, subject, before, beforeId, take);
        return TypedResults.Ok(new LogView(rows, rows.Count < take ? null : TimeCursor.Write(rows[^1].At, rows[^1].Id), await seals.HeadAsync(read)));
    }
}

/// <param name="Cursor">For the rows that follow; null at the end.</param>
/// <param name="Head">How far the whole log is sealed; null: nothing is yet.</param>
public sealed record LogView(IReadOnlyList<AccessLogRow> Rows, string? Cursor, LogHead? Head);
