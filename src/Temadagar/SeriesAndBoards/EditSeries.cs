using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Series;
using Temadagar.ThemeDays;

namespace Temadagar.SeriesAndBoards;

/// <summary>An administrator says what the series is called, what it is for and who takes part in it.</summary>
public sealed class EditSeries(Database database, SeriesStore series, RememberedDays days, AccessLog log)
{
    public static async Task<EditedSeries?> FindAsync(Session session, SeriesStore series) =>
        await series.FindAsync(session) is { } one ? EditedSeries.Of(one, await series.PartnersAsync(session, one.Id)) : null;

    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    /// <returns>The series afterwards, or why it was left as it was.</returns>
    public Task<(EditedSeries? Series, Problem? Refusal)> RunAsync(Caller caller, Func<int, bool> isCurrent, SeriesRequest wanted, CancellationToken cancellationToken) =>
        database.WriteAsync<(EditedSeries?, Problem?)>(async write =>
        {
            await series.LockAsync(write);
            if (await series.FindAsync(write) is not { } before)
            {
                return (null, Problem.NotFound);
            }

            if (!isCurrent(before.Version))
            {
                return (null, Versions.Stale);
            }

            var partners = await series.PartnersAsync(write, before.Id);
            var after = before with { Name = wanted.Name, Campaign = wanted.Campaign, Summary = wanted.Summary };
            if (after == before && partners.SequenceEqual(wanted.Partners!))
            {
                return (EditedSeries.Of(before, partners), null);
            }

            after = after with { Version = before.Version + 1 };
            await series.ChangeAsync(write, after, wanted.Partners!);
            await log.AddAsync(write, caller, AccessAction.SeriesChanged, after.Id);
            write.AfterCommit(days.Forget);
            return (EditedSeries.Of(after, wanted.Partners!), null);
        }, cancellationToken);
}
