using System.Net;
using System.Text.RegularExpressions;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Handbook;

public partial class HandbookPageTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly HttpClient client = shared.Service.Client;

    [Fact]
    public async Task The_handbook_is_a_page_whose_pictures_have_words_and_a_size_and_are_there()
    {
        var html = await client.GetStringAsync("/arrangor/handbok", TestContext.Current.CancellationToken);

        Assert.Contains(">Handbok för arrangörer</h1>", html, StringComparison.Ordinal);
        var pictures = Picture().Matches(html);
        Assert.NotEmpty(pictures);
        foreach (Match picture in pictures)
        {
            using var response = await client.GetAsync(picture.Groups["address"].Value, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.Matches("width=\"\\d+\" height=\"\\d+\".* alt=\"[^\"]+\"", picture.Value);
        }
    }

    [Fact]
    public async Task Each_of_its_links_leads_somewhere()
    {
        var html = await client.GetStringAsync("/arrangor/handbok", TestContext.Current.CancellationToken);

        var within = Anchor().Matches(html).Select(match => Uri.UnescapeDataString(match.Groups[1].Value)).ToList();
        Assert.True(within.Count > 10);
        Assert.All(within, id => Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal));
        Assert.DoesNotContain(".md\"", html, StringComparison.Ordinal);
        Assert.Contains("finns i operations.md (på engelska)", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("finns-inte.jpg")]
    [InlineData("..%2Fhandbok.md")]
    public async Task No_other_file_is_had_there(string name)
    {
        using var response = await client.GetAsync("/arrangor/handbok/" + name, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("""<img src="(?<address>/arrangor/handbok/[^"]+)"[^>]*>""")]
    private static partial Regex Picture();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Anchor();
}
