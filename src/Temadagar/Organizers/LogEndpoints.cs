using System.Globalization;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>The log of who did or read what, for administrators.</summary>
public static class LogEndpoints
{
    private const int Most = 200;

    private static readonly Text BadCursor = new("Ange cursor som den stod i svaret före.", "Give the cursor as it was in the reply before.");
    private static readonly Text BadTake = new($"Ange 1–{Most}.", $"Give 1–{Most}.");

    public static void MapLog(this IEndpointRouteBuilder app) => app.MapGet("/api/organizer/log", ListAsync)
        .WithTags("Log").For()
        .Produces<LogView>()
        .ProducesFaults()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The log, latest first. It holds ids, never a participant's name or address.</summary>
    /// <param name="take">How many rows, 1 to 200.</param>
    /// <param name="cursor">Where the reply before ended.</param>
    public static async Task<IResult> ListAsync(
        Database database, AccessLog log, CancellationToken cancellationToken, int take = 50, string? cursor = null)
    {
        var faults = new Faults();
        if (take is < 1 or > Most)
        {
            faults.Add("take", BadTake);
        }

        var (before, beforeId) = (DateTimeOffset.MaxValue.AddDays(-1), Guid.AllBitsSet);
        if (cursor is not null && !TryRead(cursor, out before, out beforeId))
        {
            faults.Add("cursor", BadCursor);
        }

        if (faults.Any)
        {
            return new ProblemResult(Problem.InvalidInput, faults);
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        var rows = await log.ListAsync(read, before, beforeId, take);
        return TypedResults.Ok(new LogView(rows, rows.Count < take ? null : $"{rows[^1].At.UtcTicks.ToString(CultureInfo.InvariantCulture)}.{rows[^1].Id:N}"));
    }

    private static bool TryRead(string cursor, out DateTimeOffset before, out Guid beforeId)
    {
        (before, beforeId) = (default, default);
        if (cursor.Split('.') is not [var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(id, "N", out beforeId))
        {
            return false;
        }

        before = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}

/// <param name="Cursor">For the rows that follow; null at the end.</param>
public sealed record LogView(IReadOnlyList<AccessLogRow> Rows, string? Cursor);
