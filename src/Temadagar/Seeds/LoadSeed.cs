using Temadagar.Boards;
using Temadagar.Certificates;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Interest;
using Temadagar.Participants;
using Temadagar.Programme;
using Temadagar.Registrations;
using Temadagar.Releases;
using Temadagar.Schedules;
using Temadagar.Series;
using Temadagar.Speakers;
using Temadagar.Statistics;
using Temadagar.ThemeDays;

namespace Temadagar.Seeds;

public enum Seed
{
    /// <summary>The real series, from the press release of 5 December 2016.</summary>
    Series,

    /// <summary>Made up, and marked as such, with dates ahead of the day of loading.</summary>
    Demo,
}

/// <summary>Fills the installation with a series, all of it or nothing.</summary>
public sealed class LoadSeed(
    Database database, SeriesStore series, BoardStore boards, SpeakerStore speakers, AddThemeDay addThemeDay, ThemeDayStore days, PlaceStore places, SharingStore sharing,
    ProgrammeStore programme, RegistrationStore registrations, InterestStore interests, SpeakerScheduleStore schedules, FiguresStore figures, ErasureRuleStore erasureRules, ErasureReportStore erasureReports,
    ReleaseStore releases, CertificateSettingsStore certificateSettings, LogoStore logos, TimeProvider clock, string folder)
{
    /// <summary>Loads the seed where there is no series yet.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> IntoEmptyAsync(Seed seed, CancellationToken cancellationToken)
    {
        // Asked without writing first: a second start changes no data.
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            if (await series.FindAsync(read) is not null)
            {
                return false;
            }
        }

        var file = ReadFile(seed);
        try
        {
            return await database.WriteAsync(async write =>
            {
                if (await series.FindAsync(write) is not null)
                {
                    return false;
                }

                await AddAsync(write, file);
                return true;
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            await using var read = await database.OpenReadAsync(cancellationToken);
            if (await series.FindAsync(read) is null)
            {
                throw;
            }

            // Another instance was first.
            return false;
        }
    }

    /// <summary>Puts the seed in the place of the series that is there, unless that has been used.</summary>
    /// <returns>What it has been used for, in English: nothing was changed. Empty: the seed was loaded.</returns>
    public Task<IReadOnlyList<string>> ReplaceAsync(Seed seed, CancellationToken cancellationToken)
    {
        var file = ReadFile(seed);
        return database.WriteAsync<IReadOnlyList<string>>(async write =>
        {
            await days.LockAllAsync(write);
            if (await UsesAsync(write) is { Count: > 0 } uses)
            {
                return uses;
            }

            await programme.RemoveAllAsync(write);
            await speakers.RemoveAllAsync(write);
            await places.RemoveAllAsync(write);
            await sharing.RemoveAllAsync(write);
            await certificateSettings.RemoveAllAsync(write);
            await logos.RemoveAllAsync(write);
            await days.RemoveAllAsync(write);
            await boards.RemoveAllAsync(write);
            await series.RemoveAllAsync(write);
            await AddAsync(write, file);
            return [];
        }, cancellationToken);
    }

    private async Task<List<string>> UsesAsync(Write write)
    {
        (string Use, bool IsMade)[] uses =
        [
            // What an administrator has written is nowhere else.
            ("an administrator has edited the series or an organizer", (await series.FindAsync(write))?.Version > 1 || (await boards.ListAsync(write)).Any(board => board.Version > 1)),
            // A certificate has its registration, or the report of its erasure.
            ("people have registered", await registrations.AnyAsync(write)),
            ("people have left an address", await interests.AnyAsync(write)),
            ("speakers have their schedules", await schedules.AnyAsync(write)),
            ("there are frozen figures", await figures.AnyFrozenAsync(write)),
            ("there are rules of erasure", await erasureRules.AnyAsync(write)),
            ("there are reports of erasure", await erasureReports.AnyAsync(write)),
            ("there are released lists", await releases.AnyAsync(write)),
        ];
        return [.. uses.Where(each => each.IsMade).Select(each => each.Use)];
    }

    private SeedFile ReadFile(Seed seed) => SeedFile.Read(Path.Combine(folder, Code.Of(seed) + ".json"));

    private async Task AddAsync(Write write, SeedFile file)
    {
        var now = clock.GetUtcNow();
        var seriesId = Guid.CreateVersion7();
        await series.AddAsync(write, new ThemeDaySeries(seriesId, file.Series.Name, file.Series.Summary, file.Series.Campaign, file.Series.Demonstration), file.Series.Partners);

        var boardIds = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (position, board) in file.Boards.Index())
        {
            var id = boardIds[board.Slug] = Guid.CreateVersion7();
            await boards.AddAsync(write, new Board(id, board.Slug, position, board.Name, board.Email, board.Phone, board.PrivacyNotice));
        }

        var speakerIds = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var speaker in file.Speakers)
        {
            var id = speakerIds[speaker.Key] = Guid.CreateVersion7();
            await speakers.AddAsync(write, new Speaker
            {
                Id = id,
                SeriesId = seriesId,
                Name = speaker.Name,
                Title = speaker.Title,
                Organization = speaker.Organization,
                Email = speaker.Email,
                BiographySv = speaker.BiographySv,
                BiographyEn = speaker.BiographyEn,
                ConsentedAt = now,
            });
        }

        foreach (var day in file.ThemeDays)
        {
            await AddAsync(write, day, seriesId, boardIds, speakerIds, now);
        }
    }

    private async Task AddAsync(
        Write write, SeedThemeDay day, Guid seriesId, Dictionary<string, Guid> boardIds, Dictionary<string, Guid> speakerIds, DateTimeOffset now)
    {
        var today = Stockholm.Today(clock);
        var date = day.DaysAhead is { } ahead ? OnWeekday(today.AddDays(ahead)) : day.Date;
        var id = await addThemeDay.RunAsync(write, new NewThemeDay
        {
            SeriesId = seriesId,
            BoardId = day.Board is null ? null : boardIds[day.Board],
            Number = day.Number,
            Slug = day.Slug,
            Title = day.Title,
            Summary = day.Summary,
            Description = day.Description,
            City = day.City,
            Venue = day.Venue,
            Directions = day.Directions,
            Date = date,
            StartsAt = day.StartsAt,
            EndsAt = day.EndsAt,
            CertificateHours = day.CertificateHours,
            ServesFood = day.ServesFood,
            RegistrationOpensAt = day.OpensDaysAhead is { } opens ? Stockholm.At(today.AddDays(opens), TimeOnly.MinValue) : null,
            RegistrationClosesAt = day.ClosesDaysBefore is { } closes ? Stockholm.At(date!.Value.AddDays(-closes), TimeOnly.MinValue) : null,
            PublishedAt = now,
        });
        foreach (var place in day.Places ?? [])
        {
            await places.AddAsync(write, id, place.Participation, place.Capacity);
        }

        foreach (var session in day.Programme ?? [])
        {
            await programme.AddAsync(write, id, new SessionPlan(
                Guid.CreateVersion7(), session.StartsAt, session.EndsAt, session.Title, session.Abstract, session.Kind, session.Room,
                [.. (session.Speakers ?? []).Select(key => speakerIds[key])]));
        }
    }

    private static DateOnly OnWeekday(DateOnly date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(2),
        DayOfWeek.Sunday => date.AddDays(1),
        _ => date,
    };
}
