using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Planning;
using Temadagar.Tests.Portraits;

namespace Temadagar.Tests.Speakers;

public class PortraitTests(SharedService shared) : IClassFixture<SharedService>
{
    private const int MaxBytes = 5 * 1024 * 1024;

    private static readonly byte[] Photo = TestImages.WithExif(TestImages.Jpeg(300, 200, TestImages.Quarters(300, 200)), 6, "N 65 35 E 22 9");

    private readonly TestService service = shared.Service;

    [Fact]
    public async Task A_portrait_is_kept_in_two_sizes_turned_right_and_without_metadata_and_can_be_taken_away()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        using var put = await PutAsync(keeper, id, Photo);

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.StatusCode, put.Headers.ETag!.Tag));
        var small = (string)(await put.JsonAsync())["portrait"]!;
        Assert.StartsWith($"{SpeakerKeeper.Speakers}/{id}/portrait?size=small&v=", small, StringComparison.Ordinal);
        Assert.Equal((107, 160), await SizeAsync(keeper, small));
        Assert.Equal((200, 300), await SizeAsync(keeper, $"{SpeakerKeeper.Speakers}/{id}/portrait?size=large"));
        Assert.Equal((200, 300), await SizeAsync(keeper, $"{SpeakerKeeper.Speakers}/{id}/portrait"));
        Assert.True((bool)(await keeper.ListAsync()).Single(listed => (string)listed!["id"]! == id)!["hasPortrait"]!);

        using var again = await PutAsync(keeper, id, Photo);
        Assert.NotEqual(small, (string)(await again.JsonAsync())["portrait"]!);
        Assert.Equal(1, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        using var removed = await keeper.SendAsync(HttpMethod.Delete, $"/{id}/portrait", null, "\"3\"");
        Assert.Null((string?)(await removed.JsonAsync())["portrait"]);
        using var twice = await keeper.SendAsync(HttpMethod.Delete, $"/{id}/portrait", null);
        Assert.Equal((HttpStatusCode.OK, "\"4\""), (twice.StatusCode, twice.Headers.ETag!.Tag));
        using var gone = await keeper.GetAsync($"/{id}/portrait");
        await PlanDayTests.AssertProblemAsync(gone, HttpStatusCode.NotFound, "no-portrait");
        Assert.Equal(0, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        Assert.Equal(3, await service.CountAsync("AccessLog WHERE SubjectId = @id AND Action = 'speakerChanged'", new { id }));
    }

    [Theory]
    [InlineData("image/gif")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Other_content_is_refused_by_what_it_says_it_is(string? type)
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        using var response = await PutAsync(keeper, id, Photo, type);

        await PlanDayTests.AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "not-an-image");
    }

    [Fact]
    public async Task What_only_says_that_it_is_an_image_is_refused_by_field()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        foreach (var bytes in new[] { [], Encoding.UTF8.GetBytes("<svg onload=\"alert(1)\"/>"), Photo[..^100], TestImages.Png(TestImages.Header(30_000, 30_000), ("IDAT", [])) })
        {
            using var response = await PutAsync(keeper, id, bytes, "image/png");
            Assert.Equal(["portrait"], await PlanDayTests.FaultsAsync(response));
        }

        Assert.Equal("\"1\"", (await keeper.ReadAsync(id)).Tag);
    }

    [Theory]
    [InlineData(MaxBytes + 1, false)]
    [InlineData(MaxBytes + 1, true)]
    [InlineData(30_000_000, false)]
    [InlineData(30_000_000, true)]
    public async Task A_body_larger_than_5_MiB_is_refused_however_it_is_sent(int length, bool chunked)
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        using var response = await PutAsync(keeper, id, Padded(length), chunked: chunked);

        await PlanDayTests.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal("\"1\"", (await keeper.ReadAsync(id)).Tag);
    }

    [Slow]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_5_MiB_is_taken_here_and_nowhere_else(bool chunked)
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        using var put = await PutAsync(keeper, id, Padded(MaxBytes), chunked: chunked);
        using var elsewhere = await keeper.SendAsync(HttpMethod.Post, "", Content(Padded(2 * 1024 * 1024), "application/json"), ask: true);
        using var huge = await keeper.SendAsync(HttpMethod.Put, $"/{id}/portrait", Content(Padded(100_000_000), "image/jpeg"), ask: true);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await PlanDayTests.AssertProblemAsync(elsewhere, HttpStatusCode.RequestEntityTooLarge, "too-large");
        await PlanDayTests.AssertProblemAsync(huge, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Another_board_s_portrait_is_not_there_and_a_stale_one_is_not_replaced()
    {
        using var norrbotten = await SpeakerKeeper.OfAsync(service, Role.Organizer, "norrbotten");
        using var jamtland = await SpeakerKeeper.OfAsync(service, Role.Organizer, "jamtland");
        var id = await AddAsync(norrbotten);
        (await PutAsync(norrbotten, id, Photo)).Dispose();

        foreach (var refused in new[]
        {
            await jamtland.GetAsync($"/{id}/portrait"), await PutAsync(jamtland, id, Photo), await jamtland.SendAsync(HttpMethod.Delete, $"/{id}/portrait", null),
            await PutAsync(norrbotten, Guid.NewGuid().ToString(), Photo),
        })
        {
            await PlanDayTests.AssertProblemAsync(refused, HttpStatusCode.NotFound, "unknown-speaker");
        }

        using var stale = await norrbotten.SendAsync(HttpMethod.Put, $"/{id}/portrait", Content(Photo, "image/jpeg"), "\"1\"");
        await PlanDayTests.AssertProblemAsync(stale, HttpStatusCode.PreconditionFailed, "stale");
        Assert.Equal(1, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
    }

    [Fact]
    public async Task The_public_sees_a_portrait_with_consent_and_in_the_programme_of_a_published_day_only()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper, consent: true);
        (await PutAsync(keeper, id, Photo)).Dispose();
        var address = $"/api/speakers/{id}/portrait?size=small";

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        var slug = await service.AddDayWithSpeakerAsync("norrbotten", id);
        using var shown = await service.Client.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg", "no-cache"), (shown.StatusCode, shown.Content.Headers.ContentType!.ToString(), shown.Headers.CacheControl!.ToString()));
        using var known = new HttpRequestMessage(HttpMethod.Get, address);
        known.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
        using var same = await service.Client.SendAsync(known);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        var portrait = (await service.GetJsonAsync($"/api/theme-days/{slug}"))["speakers"]![0]!["portrait"]!;
        foreach (var (member, size) in new[] { ("small", (107, 160)), ("large", (200, 300)) })
        {
            var decoded = TestImages.Decoded(await service.Client.GetByteArrayAsync((string)portrait[member]!));
            Assert.Equal(size, (decoded.Width, decoded.Height));
        }

        foreach (var wrong in new[] { "?size=huge", "?size=0", "?size=" })
        {
            using var response = await service.Client.GetAsync($"/api/speakers/{id}/portrait{wrong}");
            await PlanDayTests.AssertProblemAsync(response, HttpStatusCode.NotFound, "no-portrait");
        }

        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET PublishedAt = NULL WHERE Slug = @slug", new { slug }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE ThemeDays SET PublishedAt = @now WHERE Slug = @slug", new { slug, now = DateTimeOffset.UtcNow }));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        (await keeper.ChangeAsync(id, speaker => speaker["consent"] = false)).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync() => (await service.Client.GetAsync(address)).StatusCode;
    }

    [Fact]
    public async Task Many_at_once_each_get_their_portrait()
    {
        using var keeper = await SpeakerKeeper.OfAsync(service);
        var id = await AddAsync(keeper);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(keeper, id, Photo)));

        Assert.All(all, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(1, await service.CountAsync("Portraits WHERE SpeakerId = @id", new { id }));
        Assert.Equal("\"21\"", (await keeper.ReadAsync(id)).Tag);
    }

    internal static async Task<string> AddAsync(SpeakerKeeper keeper, bool consent = false) =>
        (string)(await keeper.AddedAsync(new { name = "Åsa Öberg", email = $"portratt-{Guid.NewGuid():N}@example.org", consent }))["id"]!;

    internal static Task<HttpResponseMessage> PutAsync(SpeakerKeeper keeper, string id, byte[] bytes, string? type = "image/jpeg", bool chunked = false) =>
        keeper.SendAsync(HttpMethod.Put, $"/{id}/portrait", Content(bytes, type, chunked));

    private static HttpContent Content(byte[] bytes, string? type, bool chunked = false)
    {
        HttpContent content = chunked ? new StreamContent(new Unseekable(bytes)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    // A right JPEG with something behind it.
    private static byte[] Padded(int length) => [.. Photo, .. new byte[length - Photo.Length]];

    private static async Task<(int Width, int Height)> SizeAsync(SpeakerKeeper keeper, string address)
    {
        using var response = await keeper.GetAsync(address[SpeakerKeeper.Speakers.Length..]);
        Assert.Equal(("image/jpeg", "no-store"), (response.Content.Headers.ContentType!.ToString(), response.Headers.CacheControl!.ToString()));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.DoesNotContain("N 65 35", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        var (width, height, _) = TestImages.Decoded(bytes);
        return (width, height);
    }

    // Of unknown length, so that it is sent in chunks.
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
