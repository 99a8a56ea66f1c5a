using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Offers;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Participants;
using Temadagar.Transfers;
using static Temadagar.Tests.Planning.PlanDayTests;

namespace Temadagar.Tests.Transfers;

public class TransferTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_new_address_holds_once_it_has_followed_its_link_and_the_old_one_is_told()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "gammal@example.org");
        var secret = await service.LinkOfAsync("gammal@example.org", day);

        var asked = await service.AskAddressAsync(secret, "Ny@Example.org").OkAsync();

        Assert.Equal(("gammal@example.org", "address", "Ny@Example.org"), ((string)asked["email"]!, (string)asked["transfer"]!["kind"]!, (string)asked["transfer"]!["email"]!));
        Assert.Empty(await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'Ny@Example.org'"));
        var accepted = await service.AcceptAsync("address-asked", "Ny@Example.org").OkAsync();

        var mine = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, (string)accepted["secret"]!).OkAsync();
        Assert.Equal(("Ny@Example.org", "Åsa", "confirmed"), ((string)mine["email"]!, (string)mine["firstName"]!, (string)mine["status"]!));
        Assert.Null(mine["transfer"]);
        using var before = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret);
        await AssertProblemAsync(before, HttpStatusCode.Unauthorized, "link-not-valid");
        Assert.Equal((string)accepted["secret"]!, await service.SecretAsync("registration-confirmed", "Ny@Example.org"));
        var told = Assert.Single(await service.MailsAsync("address-changed", "gammal@example.org"));
        var (cancel, request) = (Calendar.CalendarParts.Of(told), Calendar.CalendarParts.Of(Assert.Single(await service.MailsAsync("registration-confirmed", "Ny@Example.org"))));
        Assert.Equal(("CANCEL", 1, "REQUEST", 2, cancel.Uid), (cancel.Method, cancel.Sequence, request.Method, request.Sequence, request.Uid));
        Assert.DoesNotContain("Ny@Example.org", told.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("#", told.TextBody, StringComparison.Ordinal);
        Assert.Equal("confirmed", await service.FareAsync(day, "gammal@example.org"));
    }

    [Fact]
    public async Task A_place_handed_over_is_the_colleagues_with_a_link_a_code_and_a_calendar_entry_of_its_own()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "lamnar@example.org");
        var secret = await service.LinkOfAsync("lamnar@example.org", day);
        var code = (string)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["checkIn"]!["code"]!;
        await service.HandOverAsync(secret, "tar-over@example.org").OkAsync();
        var opened = await service.MyAsync(HttpMethod.Get, "/api/my/transfer", await service.SecretAsync("handover-asked", "tar-over@example.org")).OkAsync();

        Assert.Equal(("handover", "Åsa Öberg", "Bo", day), ((string)opened["kind"]!, (string)opened["from"]!, (string)opened["firstName"]!, (string)opened["themeDay"]!["slug"]!));
        var accepted = await service.AcceptAsync("handover-asked", "tar-over@example.org").OkAsync();

        var mine = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, (string)accepted["secret"]!).OkAsync();
        Assert.Equal(("Bo", "Ek", "tar-over@example.org"), ((string)mine["firstName"]!, (string)mine["lastName"]!, (string)mine["email"]!));
        Assert.NotEqual(code, (string)mine["checkIn"]!["code"]!);
        var cancel = Calendar.CalendarParts.Of(Assert.Single(await service.MailsAsync("place-handed-over", "lamnar@example.org")));
        var request = Calendar.CalendarParts.Of(Assert.Single(await service.MailsAsync("registration-confirmed", "tar-over@example.org")));
        Assert.Equal(("CANCEL", 1, "lamnar@example.org"), (cancel.Method, cancel.Sequence, cancel.Attendee));
        Assert.Equal(("REQUEST", 2, "tar-over@example.org"), (request.Method, request.Sequence, request.Attendee));
        Assert.Equal(cancel.Uid, request.Uid);
        Assert.Equal(0, await service.CountAsync("Registrations WHERE Email = 'lamnar@example.org'"));
        Assert.Equal([1L], await service.QueryAsync<long>("SELECT p.Taken FROM Places p JOIN ThemeDays d ON d.Id = p.ThemeDayId WHERE d.Slug = @day", new { day }));
        // Nobody's details are kept for what has ended.
        Assert.Equal(1, await service.CountAsync("Transfers WHERE Outcome = 'accepted' AND Email IS NULL AND LastName IS NULL AND RegistrationId IN (SELECT Id FROM Registrations WHERE Email = 'tar-over@example.org')"));
    }

    [Fact]
    public async Task The_reply_is_the_same_whether_the_address_is_registered_or_not_and_a_registered_one_keeps_its_own()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "fragar1@example.org", "fragar2@example.org");
        await service.FareAsync(day, "finns@example.org");
        using var known = await service.AskAddressAsync(await service.LinkOfAsync("fragar1@example.org", day), "finns@example.org");
        using var unknown = await service.AskAddressAsync(await service.LinkOfAsync("fragar2@example.org", day), "okand@example.org");

        var (one, other) = (await known.JsonAsync(), await unknown.JsonAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(one["transfer"]!.AsObject().Select(member => member.Key), other["transfer"]!.AsObject().Select(member => member.Key));
        using var refused = await service.AcceptAsync("address-asked", "finns@example.org");
        await AssertProblemAsync(refused, HttpStatusCode.Conflict, "already-registered");
        Assert.Equal("confirmed", await service.StandsAsync("fragar1@example.org", day));

        // Once it is free the same link can be followed.
        await service.CancelAsync("finns@example.org", day);
        await service.AcceptAsync("address-asked", "finns@example.org").OkAsync();
    }

    [Fact]
    public async Task A_place_in_the_line_can_be_handed_over_and_an_offer_goes_with_it()
    {
        var day = await service.AddFullDayAsync();
        var taken = (await service.QueryAsync<string>("SELECT r.Email FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day", new { day }))[0];
        await service.FareAsync(day, "ko-lamnar@example.org");
        await service.CancelAsync(taken, day);
        await service.OfferAsync("ko-lamnar@example.org", day);
        await service.HandOverAsync(await service.LinkOfAsync("ko-lamnar@example.org", day), "ko-tar@example.org").OkAsync();

        var secret = (string)(await service.AcceptAsync("handover-asked", "ko-tar@example.org").OkAsync())["secret"]!;

        Assert.Contains("Tacka ja eller nej", Assert.Single(await service.MailsAsync("place-offered", "ko-tar@example.org")).TextBody, StringComparison.Ordinal);
        var mine = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync();
        var claimed = await service.MyAsync(HttpMethod.Post, $"{OwnChanges.Mine}/offers/{(string?)mine["waits"]?[0]?["offer"]?["id"]}/claim", secret).OkAsync();
        Assert.Equal("confirmed", (string)claimed["status"]!);
        Assert.Contains("din plats på väntelistan", Assert.Single(await service.MailsAsync("place-handed-over", "ko-lamnar@example.org")).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_a_withdrawal_another_question_and_time_each_end_it_for_good()
    {
        var clock = FakeClock.At();
        await using var own = await TestService.StartAsync(clock: clock);
        var day = await own.AddDayAsync();
        await own.FareAsync(day, "fragar@example.org");
        var secret = await own.LinkOfAsync("fragar@example.org", day);

        await own.HandOverAsync(secret, "ett@example.org").OkAsync();
        var one = await own.SecretAsync("handover-asked", "ett@example.org");
        using var no = await own.MyAsync(HttpMethod.Post, "/api/my/transfer/refusal", one);
        Assert.Equal(HttpStatusCode.NoContent, no.StatusCode);
        await EndedAsync(one);

        await own.HandOverAsync(secret, "tva@example.org").OkAsync();
        var two = await own.SecretAsync("handover-asked", "tva@example.org");
        Assert.Null((await own.MyAsync(HttpMethod.Delete, OwnChanges.Mine + "/transfer", secret).OkAsync())["transfer"]);
        await EndedAsync(two);

        await own.HandOverAsync(secret, "tre@example.org").OkAsync();
        var three = await own.SecretAsync("handover-asked", "tre@example.org");
        await own.HandOverAsync(secret, "fyra@example.org").OkAsync();
        var four = await own.SecretAsync("handover-asked", "fyra@example.org");
        await EndedAsync(three);

        clock.Advance(AskTransfer.Lasts);
        await EndedAsync(four);
        Assert.Null((await own.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["transfer"]);
        Assert.Equal(1, await own.CountAsync("Transfers WHERE Email IS NOT NULL"));
        await own.Services.GetRequiredService<TransferClock>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await own.CountAsync("Transfers WHERE Email IS NOT NULL OR EndedAt IS NULL"));
        Assert.Equal("confirmed", await own.StandsAsync("fragar@example.org", day));

        async Task EndedAsync(string link)
        {
            using var opened = await own.MyAsync(HttpMethod.Get, "/api/my/transfer", link);
            await AssertProblemAsync(opened, HttpStatusCode.Conflict, "transfer-ended");
            using var late = await own.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link);
            await AssertProblemAsync(late, HttpStatusCode.Conflict, "transfer-ended");
        }
    }

    [Fact]
    public async Task Of_many_yeses_at_once_one_holds()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "manga@example.org");
        await service.HandOverAsync(await service.LinkOfAsync("manga@example.org", day), "manga-tar@example.org").OkAsync();
        var link = await service.SecretAsync("handover-asked", "manga-tar@example.org");

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ => (await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link)).StatusCode));

        Assert.All(replies, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Single(await service.MailsAsync("registration-confirmed", "manga-tar@example.org"));
    }

    [Theory]
    [InlineData("renewed")]
    [InlineData("corrected")]
    [InlineData("cancelled")]
    public async Task A_transfer_that_was_asked_for_by_a_link_of_before_gives_nobody_the_registration(string what)
    {
        var day = await service.AddDayAsync();
        var (mine, thief) = ($"min-{what}@example.org", $"tjuv-{what}@example.org");
        await service.FareAsync(day, mine);
        var secret = await service.LinkOfAsync(mine, day);
        await service.HandOverAsync(secret, thief).OkAsync();
        var told = Assert.Single(await service.MailsAsync("transfer-asked", mine));
        // As the page calls it.
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src/Temadagar/wwwroot/js/texts/mine-sv.js"), TestContext.Current.CancellationToken);
        var named = System.Text.RegularExpressions.Regex.Match(page, "links: '([^']+)'").Groups[1].Value;
        Assert.Contains($"”{named}”", told.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain(thief, told.ToString(), StringComparison.Ordinal);
        var link = await service.SecretAsync("handover-asked", thief);

        if (what == "renewed")
        {
            Assert.Null((await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/link-renewal", TestService.SecretIn(told)).OkAsync())["registration"]!["transfer"]);
        }
        else if (what == "corrected")
        {
            using var organizer = service.WithKey(await service.KeyAsync(Role.Administrator, null));
            var id = Assert.Single(await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = @mine", new { mine }));
            using var corrected = await organizer.PutAsJsonAsync($"/api/organizer/registrations/{id}", Some.Participant("ratt-" + mine));
            corrected.EnsureSuccessStatusCode();
        }
        else
        {
            await service.CancelAsync(mine, day);
        }

        using var accepted = await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link);
        await AssertProblemAsync(accepted, HttpStatusCode.Conflict, "transfer-ended");
        using var opened = await service.MyAsync(HttpMethod.Get, "/api/my/transfer", link);
        await AssertProblemAsync(opened, HttpStatusCode.Conflict, "transfer-ended");
        await service.Services.GetRequiredService<TransferClock>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await service.CountAsync(
            "Transfers t JOIN Registrations r ON r.Id = t.RegistrationId JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE d.Slug = @day AND t.Outcome = 'withdrawn' AND t.Email IS NULL AND t.LastName IS NULL", new { day }));
    }

    [Fact]
    public async Task A_yes_whose_reply_was_lost_counts_once_and_a_no_after_it_says_that_it_is_too_late()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "tappar@example.org");
        await service.HandOverAsync(await service.LinkOfAsync("tappar@example.org", day), "tappat@example.org").OkAsync();
        var link = await service.SecretAsync("handover-asked", "tappat@example.org");

        var first = (string)(await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link).OkAsync())["secret"]!;
        var second = (string)(await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link).OkAsync())["secret"]!;
        using var no = await service.MyAsync(HttpMethod.Post, "/api/my/transfer/refusal", link);
        using var opened = await service.MyAsync(HttpMethod.Get, "/api/my/transfer", link);

        Assert.Equal(first, second);
        await AssertProblemAsync(no, HttpStatusCode.Conflict, "transfer-accepted");
        await AssertProblemAsync(opened, HttpStatusCode.Conflict, "transfer-accepted");
        Assert.Single(await service.MailsAsync("registration-confirmed", "tappat@example.org"));
        await service.MyAsync(HttpMethod.Post, OwnChanges.Mine + "/link-renewal", first).OkAsync();
        using var late = await service.MyAsync(HttpMethod.Post, "/api/my/transfer/acceptance", link);
        await AssertProblemAsync(late, HttpStatusCode.Conflict, "transfer-ended");
    }

    [Fact]
    public async Task Whoever_takes_over_is_not_told_that_they_were_registered_by_someone_who_registered_another()
    {
        var day = await service.AddDayAsync();
        var submission = Some.Submission(day, "onSite", "ida@example.org", "jon@example.org");
        var people = (Dictionary<string, object?>[])submission["participants"]!;
        (people[0]["firstName"], people[0]["lastName"], submission["submittedBy"]) = ("Ida", "Test", "Ida Test");
        using var registered = await service.RegisterAsync(submission);
        registered.EnsureSuccessStatusCode();
        var ida = await service.LinkOfAsync("ida@example.org", day);
        Assert.Equal("Ida Test", (string)(await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, await service.LinkOfAsync("jon@example.org", day)).OkAsync())["submittedBy"]!);
        // Whoever corrects the own name was registered by nobody else.
        Assert.Null((await service.MyAsync(HttpMethod.Put, OwnChanges.Mine + "/details", ida, OwnChanges.Details("Ida-Lotta", "Test")).OkAsync())["submittedBy"]);

        await service.HandOverAsync(await service.LinkOfAsync("jon@example.org", day), "kai@example.org").OkAsync();
        var secret = (string)(await service.AcceptAsync("handover-asked", "kai@example.org").OkAsync())["secret"]!;

        Assert.Null((await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, secret).OkAsync())["submittedBy"]);
        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "kai@example.org"));
        Assert.Contains("Du har tagit över platsen", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Ida", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organizer_s_reason_is_given_out_to_whom_it_is_about_and_to_nobody_else()
    {
        var day = await service.AddFullDayAsync();
        await service.FareAsync(day, "ensam-vantar@example.org");
        await service.FareAsync(day, "par-ett@example.org", "par-tva@example.org");
        await service.Database.WriteAsync(async write =>
        {
            var now = service.Clock.GetUtcNow();
            await write.ExecuteAsync("UPDATE WaitlistGroups SET MovedAt = @now, MoveReason = 'Är sjuk och ska tala' WHERE ThemeDayId IN (SELECT d.Id FROM ThemeDays d WHERE d.Slug = @day)", new { now, day });
            await write.ExecuteAsync("""
                UPDATE Waits SET OfferedAt = @now, Deadline = @later, OfferReason = 'Chefen ringde'
                WHERE RegistrationId IN (SELECT r.Id FROM Registrations r WHERE r.Email = 'ensam-vantar@example.org')
                """, new { now, later = now.AddDays(5) });
        });

        Assert.Equal(("Är sjuk och ska tala", "Chefen ringde"), await ReasonsAsync(await service.LinkOfAsync("ensam-vantar@example.org", day)));
        // It may be about the other.
        Assert.Equal((null, null), await ReasonsAsync(await service.LinkOfAsync("par-ett@example.org", day)));
        await service.HandOverAsync(await service.LinkOfAsync("ensam-vantar@example.org", day), "efter-ensam@example.org").OkAsync();
        Assert.Equal((null, null), await ReasonsAsync((string)(await service.AcceptAsync("handover-asked", "efter-ensam@example.org").OkAsync())["secret"]!));

        async Task<(string?, string?)> ReasonsAsync(string secret)
        {
            var wait = (await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", secret).OkAsync())["waits"]![0]!;
            return ((string?)wait["moveReason"], (string?)wait["offerReason"]);
        }
    }

    [Fact]
    public async Task The_address_of_now_is_no_other_address()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "samma-adress@example.org");
        using var same = await service.AskAddressAsync(await service.LinkOfAsync("samma-adress@example.org", day), "Samma-Adress@Example.org");
        await AssertProblemAsync(same, HttpStatusCode.Conflict, "same-address");
    }

    [Fact]
    public async Task In_English_the_link_of_a_mail_leads_to_the_page_in_English()
    {
        var day = await service.AddDayAsync();
        var submission = Some.Submission(day, "onSite", "english@example.org");
        ((Dictionary<string, object?>[])submission["participants"]!)[0]["language"] = "en";
        using var registered = await service.RegisterAsync(submission);
        registered.EnsureSuccessStatusCode();

        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", "english@example.org"));

        Assert.Contains("/anmalan?lang=en#" + await service.LinkOfAsync("english@example.org", day), mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_to_a_former_address_of_one_s_own_are_given_out_and_none_of_whoever_had_the_place_before()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "forst-annan@example.org");
        await service.MailsAsync("registration-confirmed", "forst-annan@example.org");
        await service.HandOverAsync(await service.LinkOfAsync("forst-annan@example.org", day), "min-gamla@example.org").OkAsync();
        var secret = (string)(await service.AcceptAsync("handover-asked", "min-gamla@example.org").OkAsync())["secret"]!;
        await service.AskAddressAsync(secret, "min-nya@example.org").OkAsync();
        var now = (string)(await service.AcceptAsync("address-asked", "min-nya@example.org").OkAsync())["secret"]!;

        var data = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine + "/data", now).OkAsync();

        var mails = data["mails"]!.AsArray().Select(mail => $"{mail!["kind"]} {mail["recipient"]}").Order();
        Assert.Equal(
            ["address-asked min-nya@example.org", "address-changed min-gamla@example.org", "registration-confirmed min-gamla@example.org", "registration-confirmed min-nya@example.org",
                "transfer-asked min-gamla@example.org"], mails);
        Assert.DoesNotContain("forst-annan", data.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_are_not_written_to_again_and_again()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "ivrig@example.org");
        var secret = await service.LinkOfAsync("ivrig@example.org", day);
        foreach (var number in Enumerable.Range(0, 5))
        {
            await service.AskAddressAsync(secret, $"framling{number}@example.org").OkAsync();
        }

        using var sixth = await service.AskAddressAsync(secret, "framling5@example.org");

        await AssertProblemAsync(sixth, HttpStatusCode.Conflict, "too-many-transfers");
    }

    [Fact]
    public async Task A_link_to_a_registration_opens_no_transfer_and_the_other_way_about()
    {
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "lank@example.org");
        var secret = await service.LinkOfAsync("lank@example.org", day);
        await service.AskAddressAsync(secret, "lank-ny@example.org").OkAsync();
        var transfer = await service.SecretAsync("address-asked", "lank-ny@example.org");

        using var one = await service.MyAsync(HttpMethod.Get, "/api/my/transfer", secret);
        using var other = await service.MyAsync(HttpMethod.Get, OwnChanges.Mine, transfer);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (one.StatusCode, other.StatusCode));
    }
}
