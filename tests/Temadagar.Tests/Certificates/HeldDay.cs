using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Temadagar.Certificates;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;
using Temadagar.ThemeDays;

namespace Temadagar.Tests.Certificates;

/// <summary>
/// A day of a test's own on 3 February 2027, 9 to 16, of a board that asks for 80 per cent and has said who signs; someone who organizes it; and a clock. People register
/// in the morning; <see cref="EndAsync"/> makes it evening, and then they are checked in for the times that a test says.
/// </summary>
public sealed class HeldDay : IAsyncDisposable
{
    private readonly FakeTimeProvider clock;

    private HeldDay(TestService service, FakeTimeProvider clock, HttpClient organizer, string slug) =>
        (Service, this.clock, Organizer, Slug) = (service, clock, organizer, slug);

    public TestService Service { get; }

    public HttpClient Organizer { get; }

    public string Slug { get; }

    public string Address => $"/api/organizer/theme-days/{Slug}";

    public static Task<HeldDay> StartAsync(Func<NewThemeDay, NewThemeDay>? change = null, params string[] settings) => StartAsync(change, _ => { }, null, settings);

    /// <param name="add">What watches the service from inside.</param>
    /// <param name="folder">Where its data is to be; null: in a folder that goes with it.</param>
    public static async Task<HeldDay> StartAsync(Func<NewThemeDay, NewThemeDay>? change, Action<IServiceCollection> add, string? folder, params string[] settings)
    {
        var clock = FakeClock.At("2027-02-03T08:00:00+01:00");
        var service = await TestService.StartAsync(Seed.Demo, clock, folder, add, settings);
        var board = Guid.Parse((await service.QueryAsync<string>("SELECT Id FROM Boards WHERE Slug = 'norrbotten'"))[0]);
        var slug = await service.AddDayAsync(onSite: 2000, online: 2000, change: day =>
        {
            day = day with { BoardId = board, Date = Stockholm.Today(clock), Title = "Att se och fråga", City = "Luleå", Venue = "Kulturens hus", CertificateHours = 6 };
            return change?.Invoke(day) ?? day;
        });
        await service.AddSessionAsync(slug, 9, 10, "Inledning");
        await service.AddSessionAsync(slug, 10, 11, "Fika", session => session with { Kind = Temadagar.Programme.SessionKind.Break });
        await service.AddSessionAsync(slug, 11, 12, "Vad säger forskningen?");
        var held = new HeldDay(service, clock, service.WithKey(await service.KeyAsync(Role.Organizer, "norrbotten")), slug);
        (await held.SignAsync("Karin Ström", "Enhetschef")).EnsureSuccessStatusCode();
        return held;
    }

    /// <returns>The registration's id.</returns>
    public async Task<Guid> PersonAsync(string firstName = "Åsa", string lastName = "Öberg", string? email = null, string language = "sv", string participation = "onSite")
    {
        var person = Some.Participant("", language);
        (person["firstName"], person["lastName"], person["email"], person["participation"]) = (firstName, lastName, email, participation);
        using var response = await Organizer.PostAsJsonAsync($"{Address}/registrations", person);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return Guid.Parse((string)(await response.JsonAsync())["id"]!);
    }

    /// <summary>Someone who was there all day, once the day is over.</summary>
    public async Task<Guid> AttendeeAsync(string firstName = "Åsa", string lastName = "Öberg", string? email = null, string language = "sv", string participation = "onSite")
    {
        var id = await PersonAsync(firstName, lastName, email, language, participation);
        present.Add(id);
        return id;
    }

    private readonly List<Guid> present = [];

    /// <summary>So many more who were there just as this one was, with names of their own and no address. Put in without calls: there may be thousands.</summary>
    public Task CloneAsync(Guid id, int count) => Service.Database.WriteAsync(async write =>
    {
        for (var number = 1; number <= count; number++)
        {
            var clone = new { id, @new = Numbered("8000", number), name = $"Klon {number:D4}", number = $"{number}", sorted = $"{number:D4}", checkIn = Numbered("9000", number) };
            await write.ExecuteAsync("""
                INSERT INTO Registrations (Id, SubmissionId, ThemeDayId, Participation, Status, FirstName, LastName, Email, EmailNormalized, Organization, Profession, Sector, Language, RegisteredAt,
                    LinkGeneration, RepeatedMails, SortName, SortOrganization, SearchText, CheckInCode)
                SELECT @new, SubmissionId, ThemeDayId, Participation, Status, FirstName, @name, '', @number, Organization, Profession, Sector,
                    Language, RegisteredAt, LinkGeneration, 0, CONCAT(SortName, @sorted), SortOrganization, SearchText, CheckInCode
                FROM Registrations WHERE Id = @id
                """, clone);
            await write.ExecuteAsync("""
                INSERT INTO CheckIns (Id, RegistrationId, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind, ActorId)
                SELECT @checkIn, @new, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind, ActorId
                FROM CheckIns WHERE RegistrationId = @id
                """, clone);
        }
    });

    private static Guid Numbered(string part, int number) => Guid.Parse($"00000000-0000-7000-{part}-{number:D12}");

    /// <summary>The day is over; those who were there all day are checked in.</summary>
    public async Task EndAsync()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2027-02-03T17:00:00+01:00", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var id in present)
        {
            await InAsync(id, "08:50");
        }
    }

    public void Pass(TimeSpan time) => clock.Advance(time);

    public Task InAsync(Guid id, string time) => ReportAsync("check-ins", id, time);

    public Task OutAsync(Guid id, string time) => ReportAsync("check-outs", id, time);

    /// <summary>A minute of the day; the door may refuse it.</summary>
    public Task TryInAsync(Guid id, int minute) => TryReportAsync("check-ins", id, Clock(minute));

    /// <inheritdoc cref="TryInAsync"/>
    public Task TryOutAsync(Guid id, int minute) => TryReportAsync("check-outs", id, Clock(minute));

    /// <summary>Says who signs, and how much of the day and how many hours.</summary>
    public async Task<HttpResponseMessage> SignAsync(string? signatory, string? signatoryTitle = null, int threshold = 80, decimal? hours = 6)
    {
        using var before = await Organizer.GetAsync($"{Address}/certificate-settings");
        before.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Address}/certificate-settings") { Content = JsonContent.Create(new { threshold, signatory, signatoryTitle, hours }) };
        request.Headers.IfMatch.Add(before.Headers.ETag!);
        return await Organizer.SendAsync(request);
    }

    public async Task<JsonObject> PreviewAsync(params Guid[] reissue)
    {
        using var response = await Organizer.PostAsJsonAsync($"{Address}/certificates?preview=true", new { reissue });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    /// <summary>The outcome of each, by id.</summary>
    public async Task<Dictionary<Guid, string>> OutcomesAsync(params Guid[] reissue) => (await PreviewAsync(reissue))["people"]!.AsArray()
        .ToDictionary(person => Guid.Parse((string)person!["registrationId"]!), person => (string)person!["outcome"]!);

    public async Task<JsonObject> IssueAsync(params Guid[] reissue)
    {
        using var response = await TryIssueAsync(reissue);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public Task<HttpResponseMessage> TryIssueAsync(params Guid[] reissue) => Organizer.PostAsJsonAsync($"{Address}/certificates", new { reissue });

    /// <summary>All certificates of the day, as its organizer sees them.</summary>
    public async Task<IReadOnlyList<JsonNode>> CertificatesAsync()
    {
        using var response = await Organizer.GetAsync($"{Address}/certificates");
        response.EnsureSuccessStatusCode();
        return [.. (await response.JsonAsync())["certificates"]!.AsArray().Select(one => one!)];
    }

    /// <summary>The latest of a person.</summary>
    public async Task<JsonNode> CertificateAsync(Guid registrationId) =>
        (await CertificatesAsync()).Last(one => (string)one["registrationId"]! == registrationId.ToString());

    public async Task<byte[]> PdfAsync(JsonNode certificate) => await Organizer.GetByteArrayAsync($"/api/organizer/certificates/{(string)certificate["id"]!}.pdf");

    public string CodeOf(JsonNode certificate) => Service.Services.GetRequiredService<CertificateCodes>().Of(Guid.Parse((string)certificate["id"]!));

    public Task<HttpResponseMessage> VerifyAsync(string code) => Service.Client.GetAsync($"/api/certificates/{code}");

    public async Task<JsonObject> VerifiedAsync(JsonNode certificate)
    {
        using var response = await VerifyAsync(CodeOf(certificate));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public Task<HttpResponseMessage> RevokeAsync(JsonNode certificate, string reason = "Fel person.") =>
        Organizer.PostAsJsonAsync($"/api/organizer/certificates/{(string)certificate["id"]!}/revocation", new { reason });

    public async Task RenameAsync(Guid registrationId, string firstName, string lastName)
    {
        var email = (await Service.QueryAsync<string>("SELECT Email FROM Registrations WHERE Id = @id", new { id = registrationId.ToString() }))[0];
        var person = Some.Participant(email);
        (person["firstName"], person["lastName"], person["email"]) = (firstName, lastName, email.Length == 0 ? null : email);
        using var response = await Organizer.PutAsJsonAsync($"/api/organizer/registrations/{registrationId}", person);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<string>> ActsAsync() => await Service.QueryAsync<string>("SELECT Action FROM AccessLog ORDER BY At, Id");

    public async ValueTask DisposeAsync()
    {
        Organizer.Dispose();
        await Service.DisposeAsync();
    }

    private static string Clock(int minute) => TimeOnly.MinValue.AddMinutes(minute).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private Task<HttpResponseMessage> TryReportAsync(string what, Guid id, string time) =>
        Organizer.PostAsJsonAsync($"{Address}/{what}", new { registrationId = id, at = $"2027-02-03T{time}" });

    private async Task ReportAsync(string what, Guid id, string time)
    {
        using var response = await TryReportAsync(what, id, time);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
