using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Registrations;
using Temadagar.Seeds;
using Temadagar.ThemeDays;

namespace Temadagar.Benchmarks;

/// <summary>Days with many people, written without the calls that would have made them: the rows are as the product writes them, each with a mail that was sent.</summary>
internal static class ManyPeople
{
    public static string SlugOf(int day) => $"skala-{day}";

    /// <returns>An administrator's API key.</returns>
    public static async Task<string> FillAsync(string folder, int days, int people)
    {
        await using var app = Program.Build([$"--Temadagar:DataDirectory={folder}", "--environment=Production"]);
        var database = app.Services.GetRequiredService<Database>();
        await database.UpgradeAsync();
        await app.Services.GetRequiredService<LoadSeed>().IntoEmptyAsync(Seed.Demo, CancellationToken.None);
        var (adding, places) = (app.Services.GetRequiredService<AddThemeDay>(), app.Services.GetRequiredService<PlaceStore>());
        var now = DateTimeOffset.UtcNow;
        Guid series;
        await using (var read = await database.OpenReadAsync())
        {
            series = Guid.Parse((await read.ScalarAsync<string>("SELECT Id FROM Series"))!);
        }

        for (var number = 1; number <= days; number++)
        {
            var day = new NewThemeDay
            {
                SeriesId = series,
                Number = 100 + number,
                Slug = SlugOf(number),
                Title = $"Temadag {number}",
                Date = DateOnly.FromDateTime(now.UtcDateTime).AddDays(30 + (number % 300)),
                StartsAt = new TimeOnly(9, 0),
                EndsAt = new TimeOnly(16, 0),
                RegistrationOpensAt = now.AddDays(-1),
                PublishedAt = now.AddDays(-2),
            };
            async Task FillDayAsync(Write write)
            {
                await adding.RunAsync(write, day);
                await places.AddAsync(write, day.Id, Participation.OnSite, people * 2);
                await write.ExecuteAsync("UPDATE Places SET Taken = @people WHERE ThemeDayId = @Id", new { people, day.Id });
                for (var person = 1; person <= people; person++)
                {
                    await AddAsync(write, day.Id, person, now);
                }
            }

            try
            {
                await database.WriteAsync(FillDayAsync);
            }
            catch (SqliteException exception) when (database.IsUniqueViolation(exception))
            {
                // Of a million receipts two may be drawn alike; a second draw settles it, as in a registration.
                await database.WriteAsync(FillDayAsync);
            }
        }

        return (await app.Services.GetRequiredService<ManageAccounts>().CreateKeyAsync(Caller.Operator, "skala", Role.Administrator, null, CancellationToken.None)).Secret;
    }

    private static async Task AddAsync(Write write, Guid themeDayId, int number, DateTimeOffset now)
    {
        var (first, last, organization) = ($"Förnamn{number % 97}", $"Efternamn{number}", $"Kommun {number % 290}");
        var keys = PersonKeys.Of(first, last, organization, "");
        var row = new
        {
            Id = Guid.CreateVersion7(),
            Submission = Guid.CreateVersion7(),
            Mail = Guid.CreateVersion7(),
            Day = themeDayId,
            Receipt = Receipt.Make(),
            First = first,
            Last = last,
            Organization = organization,
            Email = $"person{number}@example.org",
            keys.SortName,
            keys.SortOrganization,
            keys.SearchText,
            Code = CheckInCode.Make(),
            Now = now,
        };
        await write.ExecuteAsync("INSERT INTO Submissions (Id, Receipt, SubmittedAt) VALUES (@Submission, @Receipt, @Now)", row);
        await write.ExecuteAsync("""
            INSERT INTO Registrations (Id, SubmissionId, ThemeDayId, Participation, Status, FirstName, LastName, Email, EmailNormalized, Organization, Profession, Sector, Language, RegisteredAt,
                LinkGeneration, RepeatedMails, SortName, SortOrganization, SearchText, CheckInCode)
            VALUES (@Id, @Submission, @Day, 'onSite', 'confirmed', @First, @Last, @Email, @Email, @Organization, 'Socialsekreterare', 'socialServices', 'sv', @Now, 0, 0, @SortName, @SortOrganization,
                @SearchText, @Code)
            """, row);
        await write.ExecuteAsync("""
            INSERT INTO Outbox (Id, About, Kind, Sequence, Language, Recipient, RecipientName, Facts, State, Attempts, CreatedAt, NextAttemptAt, SentAt, LastReply, ThemeDayId)
            VALUES (@Mail, @Id, 'registration-confirmed', 0, 'sv', @Email, @First, '{}', 'sent', 1, @Now, @Now, @Now, '250 OK', @Day)
            """, row);
    }
}
