using System.IO.Compression;
using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Http;

public class PageTests(SharedService shared) : IClassFixture<SharedService>
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/temadag/lulea", HttpStatusCode.OK)]
    [InlineData("/intyg/aaaaaaaaaaaaaaaaaaaaaaaaaa", HttpStatusCode.OK)]
    [InlineData("/favicon.svg", HttpStatusCode.OK)]
    [InlineData("/finns-inte", HttpStatusCode.NotFound)]
    [InlineData("/api/theme-days", HttpStatusCode.MethodNotAllowed)]
    public async Task Pages_answer_a_program_that_only_looks_whether_they_are_there(string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var response = await shared.Service.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task A_page_is_sent_in_the_coding_that_its_reader_takes_and_is_the_same_page(string? accepts, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);

        using var response = await shared.Service.Client.SendAsync(request);

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.Equal(await shared.Service.Client.GetStringAsync("/"), await ReadAsync(response, coding));
    }

    [Theory]
    [InlineData("/css/base.css", "text/css; charset=utf-8")]
    [InlineData("/js/texts/sv.js", "text/javascript; charset=utf-8")]
    public async Task What_a_page_brings_along_is_compressed_as_the_page_is(string path, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");

        using var response = await shared.Service.Client.SendAsync(request);

        Assert.Equal(("br", mediaType), (response.Content.Headers.ContentEncoding.SingleOrDefault(), response.Content.Headers.ContentType!.ToString()));
        Assert.NotNull(response.Content.Headers.ContentLength);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Temadagar", "wwwroot", path.TrimStart('/'))), await ReadAsync(response, "br"));
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/css/base.css", "text/css; charset=utf-8")]
    [InlineData("/js/texts/sv.js", "text/javascript; charset=utf-8")]
    // Another name of the same file: it is read from the disk, not from what is kept.
    [InlineData("//css/base.css", "text/css; charset=utf-8")]
    [InlineData("//js/texts/sv.js", "text/javascript; charset=utf-8")]
    [InlineData("//index.html", "text/html; charset=utf-8")]
    [InlineData("/favicon.svg", "image/svg+xml; charset=utf-8")]
    [InlineData("/fonts/OFL.txt", "text/plain; charset=utf-8")]
    [InlineData("/js/lib/qr/README.md", "text/markdown; charset=utf-8")]
    [InlineData("/fonts/open-sans-latin-400.woff2", "font/woff2")]
    public async Task Each_kind_of_file_says_what_it_is_and_text_in_which_letters(string path, string mediaType)
    {
        using var response = await shared.Service.Client.GetAsync(shared.Service.Address.ToString().TrimEnd('/') + path);

        Assert.Equal((HttpStatusCode.OK, mediaType), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
    }

    [Theory]
    [InlineData("/css//base.css")]
    [InlineData("//css/base.css")]
    [InlineData("/CSS/base.css")]
    public async Task A_file_is_kept_under_one_name_however_a_caller_writes_it(string path)
    {
        using var kept = await shared.Service.Client.GetAsync(new Uri("/css/base.css", UriKind.Relative));
        using var response = await shared.Service.Client.GetAsync(shared.Service.Address.ToString().TrimEnd('/') + path);

        // What is kept has a weak tag; what is read from the file each time has another.
        Assert.True(kept.Headers.ETag!.IsWeak);
        Assert.NotEqual(kept.Headers.ETag, response.Headers.ETag);
    }

    [Theory]
    [InlineData("/js/finns-inte.js")]
    [InlineData("/js/../../appsettings.js")]
    [InlineData("/js/..%2f..%2fProgram.js")]
    [InlineData("/Program.cs/a.js")]
    public async Task A_file_that_no_page_has_is_not_found(string path)
    {
        using var response = await shared.Service.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/integritet")]
    [InlineData("/css/base.css")]
    public async Task A_page_that_has_not_changed_is_not_sent_again(string path)
    {
        using var first = await shared.Service.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await shared.Service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Contains("Accept-Encoding", second.Headers.Vary);
        Assert.True(second.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/theme-days")]
    public async Task What_is_answered_at_once_says_what_browsers_may_do_with_it_too(string path)
    {
        using var response = await shared.Service.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.True(response.Headers.Contains("X-Content-Type-Options"));
        Assert.True(response.Headers.Contains("Referrer-Policy"));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, string? coding)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }
}
