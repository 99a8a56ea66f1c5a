using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Http;

namespace Temadagar.ProcessingRecord;

/// <summary>The record of processing, for anyone.</summary>
public static class ProcessingRecordEndpoints
{
    public static void MapProcessingRecord(this IEndpointRouteBuilder app) => app.MapGet("/api/processing-record", GetAsync)
        .WithTags("Personal data").ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Which personal data there are, what for, on which basis and how long, in the reader's language.</summary>
    public static async Task<Ok<IReadOnlyList<HeldCategoryView>>> GetAsync(HttpContext context, Database database, ErasureRuleStore rules, CancellationToken cancellationToken)
    {
        var language = context.ReaderLanguage();
        await using var read = await database.OpenReadAsync(cancellationToken);
        var ofBoards = await rules.ListAsync(read, board: null);
        return TypedResults.Ok<IReadOnlyList<HeldCategoryView>>([.. HeldCategory.All.Select(category => new HeldCategoryView(
            category.Code, category.What.In(language), category.Purpose.In(language), category.Basis.In(language), category.Until?.In(language),
            [.. ofBoards.Where(rule => rule.Data == category.Rule).Select(rule => new KeptByBoard(rule.BoardName, rule.Decision is null ? null : rule.DaysAfter))]))]);
    }
}

/// <param name="Until">When it goes; null: <paramref name="Boards"/> says.</param>
/// <param name="Boards">How long each board keeps it.</param>
public sealed record HeldCategoryView(string Category, string What, string Purpose, string Basis, string? Until, IReadOnlyList<KeptByBoard> Boards);

/// <param name="DaysAfter">Days after the theme day; null: the board has not decided, and keeps it.</param>
public sealed record KeptByBoard(string Board, int? DaysAfter);
