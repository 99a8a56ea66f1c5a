using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Portraits;
using Temadagar.Speakers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Tests.Portraits;

namespace Temadagar.Tests.Speakers;

public class CorrectionTests(SharedService shared) : IClassFixture<SharedService>
{
    private static readonly PortraitImage Wanted = new([1, 2, 3], [4, 5, 6, 7]);

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task Needs_and_consent_hold_at_once_and_a_biography_waits_until_it_is_approved()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        var id = await AddAsync(keeper, "Gammal.");

        await ProfileAsync(id, "Ny.", "New.", technicalNeeds: "Projektor", consent: true);

        var (speaker, tag) = await keeper.ReadAsync(id);
        Assert.Equal(("Gammal.", null, "Projektor", true, "\"2\""), ((string?)speaker["biographySv"], (string?)speaker["biographyEn"], (string?)speaker["technicalNeeds"], (bool)speaker["consent"]!, tag));
        var correction = speaker["correction"]!;
        Assert.Equal(("Ny.", "New.", null, false), ((string?)correction["biographySv"], (string?)correction["biographyEn"], (string?)correction["portrait"], (bool)correction["portraitChanged"]!));
        Assert.True((bool)(await keeper.ListAsync()).Single(listed => (string)listed!["id"]! == id)!["correctionWaits"]!);

        using var approved = await DecideAsync(keeper, id, correction["id"], "approval");

        var after = await approved.JsonAsync();
        Assert.Equal((HttpStatusCode.OK, "\"3\""), (approved.StatusCode, approved.Headers.ETag!.Tag));
        Assert.Equal(("Ny.", "New.", null), ((string?)after["biographySv"], (string?)after["biographyEn"], after["correction"]));
        using var again = await DecideAsync(keeper, id, correction["id"], "approval");
        await PlanDayTests.AssertProblemAsync(again, HttpStatusCode.NotFound, "unknown-correction");
        Assert.Equal(1, await LoggedAsync(id, "correctionApproved"));
    }

    [Fact]
    public async Task What_is_rejected_is_forgotten_with_its_portrait_and_all_else_is_as_it_was()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper, "Gammal.");
        (await PortraitTests.PutAsync(keeper, id, TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)))).Dispose();
        var before = (await keeper.ReadAsync(id)).Speaker;
        await ProfileAsync(id, "Ny.", null);
        await PortraitAsync(id, Wanted);
        var correction = (await keeper.ReadAsync(id)).Speaker["correction"]!;
        Assert.True((bool)correction["portraitChanged"]!);
        using var wanted = await keeper.GetAsync(((string)correction["portrait"]!)[SpeakerKeeper.Speakers.Length..]);
        Assert.Equal(Wanted.Small, await wanted.Content.ReadAsByteArrayAsync());

        using var rejected = await DecideAsync(keeper, id, correction["id"], "rejection");

        Assert.Equal(before.ToJsonString(), (await rejected.JsonAsync()).ToJsonString());
        Assert.Equal((1, 1), (await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }), await LoggedAsync(id, "correctionRejected")));
        using var late = await DecideAsync(keeper, id, correction["id"], "rejection");
        await PlanDayTests.AssertProblemAsync(late, HttpStatusCode.NotFound, "unknown-correction");
    }

    [Fact]
    public async Task An_approved_portrait_takes_the_place_of_the_one_before_and_a_wish_for_none_is_one_too()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);
        (await PortraitTests.PutAsync(keeper, id, TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)))).Dispose();
        await PortraitAsync(id, Wanted);

        using var approved = await DecideAsync(keeper, id, (await keeper.ReadAsync(id)).Speaker["correction"]!["id"], "approval");
        using var portrait = await keeper.GetAsync($"/{id}/portrait?size=large");
        Assert.Equal(Wanted.Large, await portrait.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));

        await PortraitAsync(id, null);
        var correction = (await keeper.ReadAsync(id)).Speaker["correction"]!;
        Assert.Equal((null, true), ((string?)correction["portrait"], (bool)correction["portraitChanged"]!));
        using var none = await DecideAsync(keeper, id, correction["id"], "approval");
        Assert.Null((string?)(await none.JsonAsync())["portrait"]);
        Assert.Equal(0, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
    }

    [Fact]
    public async Task A_correction_that_was_replaced_cannot_be_decided_and_one_that_was_taken_back_is_gone()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper, "Gammal.");
        await ProfileAsync(id, "Ny.", null);
        var seen = (await keeper.ReadAsync(id)).Speaker["correction"]!["id"]!;

        await ProfileAsync(id, "Ny.", null);
        Assert.Equal((string)seen!, (string)(await keeper.ReadAsync(id)).Speaker["correction"]!["id"]!);
        await ProfileAsync(id, "Nyare.", null);
        foreach (var what in new[] { "approval", "rejection" })
        {
            using var refused = await DecideAsync(keeper, id, seen, what);
            await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-correction");
        }

        var (speaker, tag) = await keeper.ReadAsync(id);
        Assert.Equal(("Gammal.", "Nyare.", "\"1\""), ((string?)speaker["biographySv"], (string?)speaker["correction"]!["biographySv"], tag));
        await PortraitAsync(id, Wanted);
        await PortraitAsync(id, null);
        Assert.Equal(0, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        await ProfileAsync(id, "Gammal.", null);
        Assert.Null((await keeper.ReadAsync(id)).Speaker["correction"]);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does_and_of_a_decision_and_a_correction_neither_is_lost()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper, "0");
        for (var round = 1; round <= 8; round++)
        {
            await ProfileAsync(id, $"{round}", null);
            var correction = (await keeper.ReadAsync(id)).Speaker["correction"]!["id"];
            var replacing = ProfileAsync(id, $"{round} igen", null);
            var decided = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DecideAsync(keeper, id, correction, "approval")));
            await replacing;

            var speaker = (await keeper.ReadAsync(id)).Speaker;
            var approved = decided.Count(response => response.StatusCode == HttpStatusCode.OK);
            Assert.InRange(approved, 0, 1);
            Assert.Equal(approved == 1, (string)speaker["biographySv"]! == $"{round}");
            Assert.Equal($"{round} igen", (string)speaker["correction"]!["biographySv"]!);
        }
    }

    [Fact]
    public async Task What_the_speaker_left_as_it_was_follows_what_an_organizer_writes_meanwhile()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper, "Gammal.");
        await ProfileAsync(id, "Gammal.", "New.");

        using var changed = await keeper.ChangeAsync(id, speaker => speaker["biographySv"] = "Arrangörens.");
        using var pictured = await PortraitTests.PutAsync(keeper, id, TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)));
        var correction = (await pictured.JsonAsync())["correction"]!;
        Assert.Equal(("Arrangörens.", "New.", false), ((string?)correction["biographySv"], (string?)correction["biographyEn"], (bool)correction["portraitChanged"]!));

        using var approved = await DecideAsync(keeper, id, correction["id"], "approval");
        var after = await approved.JsonAsync();
        Assert.Equal(("Arrangörens.", "New."), ((string?)after["biographySv"], (string?)after["biographyEn"]));
        Assert.NotNull(after["portrait"]);

        await ProfileAsync(id, "Sista.", "New.");
        using var same = await keeper.ChangeAsync(id, speaker => speaker["biographySv"] = "Sista.");
        Assert.Null((await same.JsonAsync())["correction"]);
    }

    [Fact]
    public async Task Another_board_decides_nothing_and_a_speaker_who_is_removed_takes_all_along()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var jamtland = await SpeakerKeeper.OfAsync(service, Role.Organizer, "jamtland");
        var id = await AddAsync(norrbotten, "Gammal.");
        (await PortraitTests.PutAsync(norrbotten, id, TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)))).Dispose();
        await PortraitAsync(id, Wanted);
        var correction = (await norrbotten.ReadAsync(id)).Speaker["correction"]!["id"];

        using var foreign = await DecideAsync(jamtland, id, correction, "approval");
        await PlanDayTests.AssertProblemAsync(foreign, HttpStatusCode.NotFound, "unknown-speaker");
        Assert.Equal(2, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        using var removed = await norrbotten.RemoveAsync(id);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(0, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        Assert.Equal(0, await service.CountAsync("SpeakerCorrections WHERE SpeakerId = @id", new { id }));
    }

    private static async Task<string> AddAsync(SpeakerKeeper keeper, string? biography = null) =>
        (string)(await keeper.AddedAsync(new { name = "Åsa Öberg", email = $"rattar-{Guid.NewGuid():N}@example.org", biographySv = biography }))["id"]!;

    private static Task<HttpResponseMessage> DecideAsync(SpeakerKeeper keeper, string id, JsonNode? correctionId, string what) =>
        keeper.SendAsync(HttpMethod.Post, $"/{id}/corrections/{correctionId}/{what}", null);

    private Task ProfileAsync(string id, string? biographySv, string? biographyEn, string? technicalNeeds = null, bool consent = false) =>
        CorrectAsync(id, (write, speaker, correct) => correct.ProfileAsync(write, speaker, new SpeakerProfile(biographySv, biographyEn, technicalNeeds, null, consent)));

    private Task PortraitAsync(string id, PortraitImage? image) => CorrectAsync(id, (write, speaker, correct) => correct.PortraitAsync(write, speaker, image));

    // As the speaker's own page does it.
    private Task CorrectAsync(string id, Func<Write, Speaker, CorrectSpeaker, Task> correct)
    {
        var speakers = service.Services.GetRequiredService<SpeakerStore>();
        return service.Database.WriteAsync(async write =>
        {
            await speakers.LockAsync(write, Guid.Parse(id));
            await correct(write, (await speakers.FindAsync(write, Guid.Parse(id)))!, service.Services.GetRequiredService<CorrectSpeaker>());
        });
    }

    private Task<long> LoggedAsync(string id, string action) => service.CountAsync("AccessLog WHERE SubjectId = @id AND Action = @action", new { id, action });
}
