using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Erasure;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using static Temadagar.Tests.Planning.PlanDayTests;
using static Temadagar.Tests.ProtectedPeople.ProtectedCalls;

namespace Temadagar.Tests.ProtectedPeople;

/// <summary>A registration that was in the lists is put under protection.</summary>
public class ProtectPersonTests
{
    [Fact]
    public async Task A_registration_of_before_is_put_under_protection_and_what_bore_the_name_forgets_it()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var person = Some.Participant("zqhemlig@example.org");
        (person["firstName"], person["lastName"], person["organization"], person["phone"], person["participation"]) = ("Zqfornamn", "Zqefternamn", "Zqarbetsplats", "070-1740605", "onSite");
        using var registered = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(day.Organizer, $"{day.Address}/registrations", person);
        var id = (string)(await registered.JsonAsync())["id"]!;
        await day.Service.MailsAsync("registration-confirmed", "zqhemlig@example.org");
        var link = await day.Service.LinkOfAsync("zqhemlig@example.org", day.Slug);
        await day.Service.HandOverAsync(link, "zqkollega@example.org").OkAsync();
        await day.Service.MailsAsync("handover-asked", "zqkollega@example.org");
        await EndAsync(day, handler);
        await CameAsync(handler, day, id);
        await day.IssueAsync();
        var code = day.CodeOf(Assert.Single(await day.CertificatesAsync()));

        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });
        Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync());
        using var twice = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });
        await AssertProblemAsync(twice, HttpStatusCode.NotFound, "unknown-registration");

        Assert.Equal("Zqfornamn", (string)(await OpenAsync(handler, id, "Kontroll."))["contact"]!["firstName"]!);
        await Eventually.TrueAsync(async () => (await day.Service.DatabaseFilesAsync()).All(file => !True.Append("zqkollega").Any(word => Encoding.UTF8.GetString(file).Contains(word, StringComparison.OrdinalIgnoreCase))));
        using (var dead = await day.Service.MyAsync(HttpMethod.Get, OwnChanges.Mine, link))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, dead.StatusCode);
        }

        Assert.Empty(await day.CertificatesAsync());
        using var verified = await day.VerifyAsync(code);
        Assert.Equal(("valid", "Z. Z."), ((string)(await verified.JsonAsync())["state"]!, (string)(await verified.JsonAsync())["name"]!));
        await AssertPlacesAsync(day);
    }

    [Fact]
    public async Task Whom_the_person_registered_says_no_more_by_whom_however_it_was_written_and_neither_do_their_mails()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var other = await day.Service.AddDayAsync();
        var body = new
        {
            themeDays = new[] { new { slug = other, participation = "onSite" } },
            submittedBy = "zqfornamn zqefternamn",
            participants = new[] { Named("Zqfornamn", "Zqefternamn", "zqhemlig@example.org"), Named("Dan", "Alm", "dan@example.org") },
        };
        using (var registered = await day.Service.RegisterAsync(body))
        {
            Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        }

        await day.Service.MailsAsync("registration-confirmed", "dan@example.org");
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET BoardId = (SELECT Id FROM Boards WHERE Slug = 'norrbotten') WHERE Slug = @other", new { other }));
        var ids = (await day.Service.QueryAsync<string>("SELECT Id FROM Registrations ORDER BY Email DESC")).ToList();

        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{ids[0]}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });
        Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync());

        var colleague = await day.Organizer.GetJsonAsync($"/api/organizer/registrations/{ids[1]}");
        Assert.Equal(("Dan", null), ((string)colleague["firstName"]!, (string?)colleague["submittedBy"]));
        var mail = (await day.Organizer.GetJsonAsync($"/api/organizer/mails?about={ids[1]}"))["mails"]![0]!;
        Assert.DoesNotContain("zqfornamn", (await day.Organizer.GetJsonAsync($"/api/organizer/mails/{(string)mail["id"]!}")).ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await Eventually.TrueAsync(async () => (await day.Service.DatabaseFilesAsync()).All(file => !Encoding.UTF8.GetString(file).Contains("zqfornamn", StringComparison.OrdinalIgnoreCase)));

        static Dictionary<string, object?> Named(string firstName, string lastName, string email)
        {
            var person = Some.Participant(email);
            (person["firstName"], person["lastName"]) = (firstName, lastName);
            return person;
        }
    }

    [Theory]
    // Registered for others first and oneself by itself; another had registered the person, who writes the name otherwise in a submission of their own.
    [InlineData("Zqfornamn Zqefternamn", false)]
    [InlineData("ZQFORNAMN  Zqefternamn", false)]
    [InlineData("Zqefternamn Zqfornamn", false)]
    [InlineData("Zqförnamn Mellan Zqefternamn, Region X", false)]
    [InlineData("Zqkalle Zqefternamn", true)]
    public async Task Whom_the_person_registered_in_another_submission_or_under_another_name_says_no_more_by_whom(string submittedBy, bool together)
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        await SubmitAsync(submittedBy, together ? [Person("Zqfornamn", "Zqefternamn", "zq@example.org"), Person("Dora", "Alm", "dora@example.org")] : [Person("Dora", "Alm", "dora@example.org")]);
        if (!together)
        {
            await SubmitAsync(null, [Person("Zqfornamn", "Zqefternamn", "zq@example.org")]);
        }

        await SubmitAsync("Zqannan Zqefternamnsson", [Person("Eva", "Ek", "eva@example.org")]);
        await Eventually.TrueAsync(async () => await day.Service.CountAsync("Outbox WHERE State <> 'sent'") == 0);
        var id = (await day.Service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'zq@example.org'"))[0];

        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });

        Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync());
        Assert.Equal(["Alias ", "Dora ", "Eva Zqannan Zqefternamnsson"], await day.Service.QueryAsync<string>("SELECT CONCAT(FirstName, ' ', RegisteredBy) FROM Registrations ORDER BY FirstName"));
        Assert.Equal(["Zqannan Zqefternamnsson"], await day.Service.QueryAsync<string>("SELECT SubmittedBy FROM Submissions WHERE SubmittedBy IS NOT NULL"));
        Assert.Equal(0, await day.Service.CountAsync("Outbox WHERE lower(Facts) LIKE '%zqefternamn\"%' OR lower(Facts) LIKE '%zqefternamn,%' OR lower(Facts) LIKE '%zqefternamn zqfo%'"));
        Assert.Equal(1, await day.Service.CountAsync("Outbox WHERE Facts LIKE '%Zqannan%'"));

        async Task SubmitAsync(string? by, object[] participants)
        {
            using var registered = await day.Service.RegisterAsync(new { themeDays = new[] { new { slug = day.Slug, participation = "onSite" } }, submittedBy = by, participants });
            Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        }

        static Dictionary<string, object?> Person(string firstName, string lastName, string email)
        {
            var person = Some.Participant(email);
            (person["firstName"], person["lastName"]) = (firstName, lastName);
            return person;
        }
    }

    [Fact]
    public async Task What_others_wrote_about_the_person_in_their_own_words_goes_too()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = await day.PersonAsync("Tove", "Telefonsson");
        var (request, group) = (Guid.NewGuid(), Guid.NewGuid());
        await day.Service.Database.WriteAsync(async write =>
        {
            await write.ExecuteAsync(
                "INSERT INTO ErasureRequests (Id, RegistrationId, ThemeDayId, Message, AskedAt, AnsweredAt, Outcome, Answer) SELECT @request, Id, ThemeDayId, 'Zqord', RegisteredAt, RegisteredAt, 'refused', 'Zqord' FROM Registrations WHERE Id = @id",
                new { request, id });
            await write.ExecuteAsync(
                "INSERT INTO WaitlistGroups (Id, ThemeDayId, Participation, Position, Waiting, Asked, MovedAt, MoveReason) SELECT @group, ThemeDayId, 'onSite', 1, 0, 1, RegisteredAt, 'Zqord' FROM Registrations WHERE Id = @id",
                new { group, id });
            await write.ExecuteAsync(
                "INSERT INTO Waits (Id, GroupId, RegistrationId, ThemeDayId, Participation, Since, OfferedAt, OfferReason, EndedAt, Outcome) SELECT @request, @group, Id, ThemeDayId, 'onSite', RegisteredAt, RegisteredAt, 'Zqord', RegisteredAt, 'claimed' FROM Registrations WHERE Id = @id",
                new { request, group, id });
        });

        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });

        Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(async () => (await day.Service.DatabaseFilesAsync()).All(file => !Encoding.UTF8.GetString(file).Contains("Zqord", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_took_a_place_over_takes_no_name_with_them_of_who_had_registered_the_others()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        using (var registered = await day.Service.RegisterAsync(new
        {
            themeDays = new[] { new { slug = day.Slug, participation = "onSite" } },
            submittedBy = "Pia Chef",
            participants = new[] { Some.Participant("ulf@example.org"), Some.Participant("ylva@example.org") },
        }))
        {
            Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        }

        await day.Service.MailsAsync("registration-confirmed", "ulf@example.org");
        await day.Service.HandOverAsync(await day.Service.LinkOfAsync("ulf@example.org", day.Slug), "vic@example.org", "Vic", "Ny").OkAsync();
        await day.Service.AcceptAsync("handover-asked", "vic@example.org").OkAsync();
        var id = (await day.Service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'vic@example.org'"))[0];

        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });

        Assert.True(hidden.IsSuccessStatusCode, await hidden.Content.ReadAsStringAsync());
        Assert.Equal(["Pia Chef"], await day.Service.QueryAsync<string>("SELECT RegisteredBy FROM Registrations WHERE Email = 'ylva@example.org'"));
    }

    [Fact]
    public async Task A_correction_that_was_opened_before_the_protection_does_not_bring_the_name_back()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        var id = await day.PersonAsync("Siv", "Slow", "siv@example.org");
        var opened = (await day.Service.Services.GetRequiredService<Temadagar.Participants.People>().FindAsync(
            new Caller(CallerKind.ApiKey, Guid.NewGuid(), "prov", Role.Administrator, null), id, TestContext.Current.CancellationToken))!;
        using var hidden = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });
        hidden.EnsureSuccessStatusCode();

        var refusal = await day.Service.Services.GetRequiredService<Temadagar.Participants.CorrectRegistration>().RunAsync(
            Caller.Operator, opened, new Temadagar.Registrations.PersonDetails("Siv", "Slow", "Soc", "Kurator", Temadagar.Registrations.Sector.Police, Temadagar.Texts.Language.Sv, null, null),
            Temadagar.Mail.EmailAddress.Parse("siv@example.org"), TestContext.Current.CancellationToken);

        Assert.Equal(Temadagar.Participants.PeopleProblems.UnknownPerson, refusal);
        Assert.Equal(["Alias Röd "], await day.Service.QueryAsync<string>("SELECT CONCAT(FirstName, ' ', LastName, ' ', Email) FROM Registrations"));
    }

    [Fact]
    public async Task Someone_who_waits_is_not_put_under_protection_where_an_offer_would_be_seen_by_nobody()
    {
        await using var day = await StartAsync();
        var handler = await HandlerAsync(day);
        await day.Service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Places SET Capacity = 0"));
        var id = await day.PersonAsync("Gun", "Väntar");

        using var refused = await handler.PostAsync($"/api/organizer/registrations/{id}/protection", new { aliasFirstName = "Alias", aliasLastName = "Röd" });

        await AssertProblemAsync(refused, HttpStatusCode.Conflict, "waits-for-place");
        Assert.Equal(1, await day.Service.CountAsync("Registrations WHERE FirstName = 'Gun' AND Protected = 0"));
    }
}
