using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Keys;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.OwnPage;
using Temadagar.Tests.Speakers;

namespace Temadagar.Tests.Data;

/// <summary>
/// Two instances behind a load balancer that sends each call anywhere: one database, one link key and one key certificate, and nothing else in common. The keys are in the database, as
/// with SQL Server.
/// </summary>
public sealed class InstancesTests : IAsyncLifetime
{
    private readonly DataFolder[] folders = [new(), new()];
    private readonly TestSigner signer = TestSigner.Rsa();
    private readonly List<TestService> instances = [];

    private TestService One => instances[0];

    private TestService Other => instances[1];

    public async ValueTask InitializeAsync()
    {
        var key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        // Together, on a database that is not there yet.
        instances.AddRange(await Task.WhenAll(folders.Select(folder => Task.Run(() => TestService.StartAsync(
                Seed.Demo, null, folder.Path, services => services.AddOptions<KeyManagementOptions>().Configure<KeyStore>((options, store) => options.XmlRepository = store),
                TestService.BehindProxy, $"--ConnectionStrings:Temadagar=Data Source={Path.Combine(folders[0].Path, "temadagar.db")}", $"--Site:LinkKey={key}",
                $"--Keys:Certificate:File={signer.File}", $"--Keys:Certificate:Password={TestSigner.Password}")))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        Array.ForEach(folders, folder => folder.Dispose());
        signer.Dispose();
    }

    [Fact]
    public async Task The_keys_are_the_databases_and_lie_in_no_folder()
    {
        Assert.Equal(1, await One.CountAsync("ProtectionKeys"));
        Assert.All(folders, folder => Assert.False(Directory.Exists(Path.Combine(folder.Path, "keys"))));
        Assert.All(folders, folder => Assert.False(File.Exists(Path.Combine(folder.Path, "link.key"))));
    }

    [Fact]
    public async Task Who_signs_in_at_one_works_on_at_the_other_and_is_shut_out_at_both()
    {
        var atOne = await One.AccountAsync("instanser@example.org");
        var atOther = atOne.SameCookies(Other);
        atOther.Token = atOne.Token;

        using (var wished = await atOther.PostAsync(SpeakerKeeper.Speakers, new { name = "Bo Lind", email = $"bo-{Guid.NewGuid():N}@example.org" }))
        {
            Assert.Equal(HttpStatusCode.Created, wished.StatusCode);
        }

        atOther.Token = "fel";
        using (var refused = await atOther.PostAsync(SpeakerKeeper.Speakers, new { name = "Bo Lind", email = $"bo-{Guid.NewGuid():N}@example.org" }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        await One.Services.GetRequiredService<ManageAccounts>()
            .ChangeAsync(Caller.Operator, await One.IdOfAccountAsync("instanser@example.org"), "Anna Ek", Role.Organizer, OrganizerAccounts.Board, disabled: true, handlesProtected: false, CancellationToken.None);
        using var shutOut = await atOther.GetAsync(SpeakerKeeper.Speakers);
        Assert.Equal(HttpStatusCode.Unauthorized, shutOut.StatusCode);
    }

    [Fact]
    public async Task A_link_and_what_was_sealed_for_it_open_at_the_other()
    {
        var person = Some.Participant("sluten@example.org");
        person["diet"] = "vegan";
        using var response = await One.RegisterAsync(new { themeDays = new[] { new { slug = "lulea", participation = "onSite" } }, participants = new[] { person } });
        response.EnsureSuccessStatusCode();

        var mine = await Other.MyAsync(HttpMethod.Get, OwnChanges.Mine, await One.LinkOfAsync("sluten@example.org")).OkAsync();

        Assert.Equal("vegan", (string?)mine["needs"]!["diet"]);
    }

    [Fact]
    public async Task A_key_that_was_answered_at_one_gets_the_same_receipt_at_the_other()
    {
        var submission = Some.Submission("lulea", "onSite", "tvagang@example.org");
        var key = Guid.NewGuid().ToString();

        using var first = await One.RegisterAsync(submission, key);
        using var again = await Other.RegisterAsync(submission, key);

        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await One.CountAsync("Registrations WHERE Email = 'tvagang@example.org'"));
    }

    [Fact]
    public async Task A_page_of_people_that_one_gave_goes_on_at_the_other()
    {
        var day = await One.AddDayAsync();
        Assert.Equal("confirmed", await One.FareAsync(day, "sida-a@example.org", "sida-b@example.org", "sida-c@example.org"));

        var atOne = await One.AccountAsync("sidor@example.org", Role.Administrator);
        var first = await atOne.GetJsonAsync($"/api/organizer/theme-days/{day}/registrations?take=2");
        var rest = await atOne.SameCookies(Other).GetJsonAsync($"/api/organizer/theme-days/{day}/registrations?take=2&cursor={first["cursor"]}");

        Assert.Single(rest["people"]!.AsArray());
    }
}
