using System.Net.Http.Json;
using Temadagar.Erasure;
using Temadagar.ProcessingRecord;
using Temadagar.Tests.Certificates;
using Temadagar.Tests.Erasure;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;

namespace Temadagar.Tests.ProcessingRecord;

public class ProcessingRecordTests(SharedService shared) : IClassFixture<SharedService>
{
    // What tells nothing of a person by itself: counters, the days' own facts, what only joins rows. A new column is in the record or here, by decision.
    private static readonly Dictionary<string, string> NotPersonal = new()
    {
        ["AccessLog"] = "Id ActorKind ActorBoard Board People SealNumber",
        ["AccountLogins"] = "Id AccountId",
        ["Accounts"] = "Id Stamp",
        ["AnnouncementRecipients"] = "AnnouncementId CalendarSequence",
        ["Announcements"] = "Id Kind Sequence Facts CreatedAt",
        ["ApiKeys"] = "Id KeyHash Role Board CreatedAt RevokedAt",
        ["Boards"] = "Id Slug Position Name PrivacyNotice Version",
        ["CertificateSettings"] = "ThemeDayId Threshold Version",
        ["Certificates"] = "Id RegistrationId ThemeDayId Sequence Number CodeHash IssuedAt ReplacedAt RevokedAt ErasedAt Protected",
        ["CheckIns"] = "Id ThemeDayId ActorKind",
        ["EndedSessions"] = "Id Until",
        ["ErasureReports"] = "Id ThemeDayId Board Data DaysAfter Decision People ErasedAt ActorKind LogHead",
        ["ErasureRequests"] = "Id ThemeDayId",
        ["ErasureRules"] = "BoardId Data DaysAfter Decision",
        ["FrozenFigures"] = "ThemeDayId Position FrozenAt",
        ["IdempotencyKeys"] = "KeyHash BodyHash CreatedAt",
        ["InformationPages"] = "Id Language Title Text Version",
        ["Interests"] = "Id ThemeDayId Mails MailAt",
        ["Invitations"] = "Id",
        ["LogPrunings"] = "Id OlderThan Decision Pruned NumbersHash PrunedAt",
        ["LogSeals"] = "Number LogRowId RowHash Seal SealedAt PrunedById",
        ["Logos"] = "Id BoardId Position AlternativeText Png RemovedAt",
        ["LostLinks"] = "Id",
        ["Outbox"] = "Id About Kind Sequence Language State Attempts CreatedAt NextAttemptAt LeasedBy SentAt ResentAt ThemeDayId NotAfter",
        ["Places"] = "ThemeDayId Participation Capacity Taken",
        ["Portraits"] = "Id SpeakerId",
        ["ProtectedLooks"] = "Id",
        ["ProtectionKeys"] = "Id Name Xml StoredAt",
        ["Registrations"] = "Id SubmissionId ThemeDayId LinkGeneration CalendarSequence RepeatedMails Changes",
        ["Releases"] = "Id ThemeDayId Shown People Masked ReleasedAt ActorKind",
        ["SchemaVersions"] = "SchemaVersionID ScriptName Applied",
        ["Series"] = "Id Name Summary Campaign Demonstration Version",
        ["SeriesPartners"] = "SeriesId Position Name",
        ["SessionSpeakers"] = "SessionId Position",
        ["Sessions"] = "Id ThemeDayId StartsAt EndsAt Title Kind Room Abstract",
        ["SharedDays"] = "ThemeDayId Board",
        ["SignInAttempts"] = "Id",
        ["SignedCertificates"] = "CertificateId SignedAt",
        ["SpeakerCorrections"] = "Id SpeakerId PortraitId",
        ["SpeakerSchedules"] = "Id ThemeDayId SpeakerId LinkGeneration Sending Reminders LinkClosed",
        ["Speakers"] = "Id SeriesId BoardId PortraitId Version",
        ["StewardDays"] = "ThemeDayId",
        ["Submissions"] = "Id",
        ["ThemeDays"] = "Id SeriesId BoardId Number Slug Title Summary Description City Venue Date StartsAt EndsAt CertificateHours RegistrationOpensAt RegistrationClosesAt PublishedAt CancelledAt Version Arrivals "
            + "CancellationReason Messages Directions ProgrammeVersion OfferHours MeetingAddress ServesFood",
        ["Transfers"] = "Id LinkGeneration",
        ["WaitlistGroups"] = "Id ThemeDayId Participation Position Waiting Asked",
        ["Waits"] = "Id GroupId ThemeDayId Participation",
    };

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Every_column_of_the_database_is_in_the_record_or_is_said_to_tell_nothing_of_a_person()
    {
        var columns = await service.SqliteQueryAsync<string>(
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1");
        var said = HeldCategory.All.SelectMany(category => category.AllColumns).Concat(NotPersonal.SelectMany(table => table.Value.Split(' ').Select(column => $"{table.Key}.{column}"))).ToList();

        Assert.Equal(columns.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_goes_under_the_boards_rules_is_gone_from_every_column_of_the_record_once_they_have_run()
    {
        await using var day = await HeldDay.StartAsync(plan => plan with { ServesFood = true });
        var id = await day.AttendeeAsync("Åsa", "Öberg", "asa@example.org");
        await day.Service.MailsAsync("registration-confirmed", "asa@example.org");
        var link = await day.Service.LinkOfAsync("asa@example.org", day.Slug);
        await day.Service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/needs", link, new { diet = "vegan" }).OkAsync();
        await day.Service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/erasure-request", link).OkAsync();
        await day.Service.HandOverAsync(link, "bo@example.org").OkAsync();
        // Some mails are of no use once the day is over.
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        await day.EndAsync();
        await day.IssueAsync();
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        var (ruled, before) = (HeldCategory.All.Where(category => category.Rule is not null).SelectMany(category => category.AllColumns).ToList(), 0);
        foreach (var column in ruled)
        {
            before += await FilledAsync(day.Service, column) > 0 ? 1 : 0;
        }

        // Waits, reasons, a revocation and a protected person are not in this event; the most is.
        Assert.True(before > 40, $"{before} of {ruled.Count}");
        foreach (var (data, _) in ErasureRule.Usual)
        {
            await day.Organizer.DecideAsync(Temadagar.Data.Code.Of(data), 0);
        }

        await Eventually.TrueAsync(async () =>
        {
            await day.Service.EraseAsync();
            return await day.Service.CountAsync("Certificates WHERE ErasedAt IS NULL") == 0;
        });

        Assert.NotEqual(Guid.Empty, id);
        foreach (var column in ruled)
        {
            Assert.Equal((column, 0), (column, await FilledAsync(day.Service, column)));
        }
    }

    [Fact]
    public async Task The_public_record_says_how_long_each_board_keeps_it_and_who_has_not_decided()
    {
        await using var own = await TestService.StartAsync();
        using var organizer = own.WithKey(await own.NamedKeyAsync(Temadagar.Organizers.Role.Organizer));
        await organizer.DecideAsync("needs", 14);

        var record = await own.Client.GetFromJsonAsync<System.Text.Json.Nodes.JsonArray>("/api/processing-record", TestContext.Current.CancellationToken);

        Assert.Equal(HeldCategory.All.Select(category => category.Code), record!.Select(category => (string)category!["category"]!));
        var needs = record!.Single(category => (string)category!["category"]! == "needs")!;
        Assert.Equal([14, null, null, null], needs["boards"]!.AsArray().Select(board => (int?)board!["daysAfter"]));
        Assert.All(record!, category => Assert.True((category!["until"] is null) == (category["boards"]!.AsArray().Count > 0)));
        Assert.DoesNotContain("Dnr", record!.ToJsonString(), StringComparison.Ordinal);
    }

    // Empty text, an empty object and no bytes hold nothing; false is what is said of nobody.
    private static async Task<int> FilledAsync(TestService service, string column)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        return (int)await service.CountAsync($"{table} WHERE {name} IS NOT NULL AND CAST({name} AS TEXT) NOT IN ('', '{{}}', '0')" + (table == "Outbox" ? " AND Kind NOT LIKE 'speaker%' AND Kind NOT LIKE 'schedule%'" : ""));
    }
}
