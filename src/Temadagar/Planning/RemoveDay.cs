using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Programme;
using Temadagar.ThemeDays;

namespace Temadagar.Planning;

/// <summary>Takes away a day that nobody has had anything to do with, and all that was planned of it.</summary>
public sealed class RemoveDay(
    Database database, OrganizerDayStore ownDays, ThemeDayStore days, PlanningStore planning, PlaceStore places, ProgrammeStore programme, SharingStore sharing,
    CertificateSettingsStore certificateSettings, AccessLog log)
{
    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    /// <returns>Why the day was kept; null: removed.</returns>
    public async Task<Problem?> RunAsync(Caller caller, string slug, Func<int, bool> isCurrent, CancellationToken cancellationToken)
    {
        OrganizerDay? found;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            found = await ownDays.FindAsync(read, slug, caller.SeenBoard);
        }

        if (found is null)
        {
            return EditOwnDay.Unknown;
        }

        return await database.WriteAsync<Problem?>(async write =>
        {
            // Whoever registers holds the same row first, and looks again where it is gone.
            await days.LockAsync(write, found.Id);
            if (await ownDays.FindAsync(write, slug, caller.SeenBoard) is not { } own || own.Id != found.Id)
            {
                return EditOwnDay.Unknown;
            }

            if (!isCurrent((await days.FindAsync(write, own.Id))!.Version))
            {
                return Versions.Stale;
            }

            if (await planning.IsUsedAsync(write, own.Id))
            {
                return PlanningProblems.DayUsed;
            }

            await programme.RemoveOfDayAsync(write, own.Id);
            await places.RemoveOfDayAsync(write, own.Id);
            await sharing.ReplaceAsync(write, own.Id, [], []);
            await certificateSettings.RemoveOfDayAsync(write, own.Id);
            await days.RemoveAsync(write, own.Id);
            await log.AddAsync(write, caller, AccessAction.ThemeDayRemoved, own.Id, own.Board);
            return null;
        }, cancellationToken);
    }
}
