using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Temadagar.Certificates;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;

namespace Temadagar.Benchmarks.Measures;

/// <summary>The certificates of a day as an organizer takes them away: read, drawn and packed, against drawing the same with all that is drawn in memory.</summary>
internal static class CertificatesOfDay
{
    private const int People = 1000;
    private const int WarmUps = 2;

    public static async Task<IReadOnlyList<Measured>> RunAsync()
    {
        var data = ServerProcess.NewFolder();
        var key = await ManyPeople.FillAsync(data.FullName, days: 1, People);
        await HoldAsync(data);
        await using var product = await ServerProcess.StartAsync(Server.Product, data);
        using var client = ServerProcess.ClientOf(product.Address, key);
        await IssueAsync(client);
        var (contents, renderer) = await ContentsAsync(data);
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await CheckAsync(client, contents, renderer);
        }

        var rounds = await Turns.TakeAsync(() => ZipAsync(client), () => Task.FromResult(Draw(contents, renderer)));
        return [Measured.Rate("1,000 certificates as ZIP", "drawing them alone, no database", rounds, 0.8)];
    }

    // It was yesterday, all were there, and it has the programme of another.
    private static async Task HoldAsync(DirectoryInfo data)
    {
        await using var database = Server.OpenDatabase(data);
        var day = new { Slug = ManyPeople.SlugOf(1), Date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1), At = DateTimeOffset.UtcNow.AddDays(-2) };
        await database.WriteAsync(async write =>
        {
            await write.ExecuteAsync("UPDATE ThemeDays SET Date = @Date, BoardId = (SELECT MIN(Id) FROM Boards), City = 'Luleå', Venue = 'Kulturens hus', CertificateHours = 6 WHERE Slug = @Slug", day);
            await write.ExecuteAsync("UPDATE Sessions SET ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @Slug) WHERE ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = 'lulea')", day);
            await write.ExecuteAsync("INSERT INTO CertificateSettings (ThemeDayId, Threshold, Signatory, SignatoryTitle, Version) SELECT Id, 80, 'Karin Lindström', 'Folkhälsostrateg', 1 FROM ThemeDays WHERE Slug = @Slug", day);
            return await write.ExecuteAsync("""
                INSERT INTO CheckIns (Id, RegistrationId, ThemeDayId, Kind, At, ReportedAt, Source, WasIn, ActorKind)
                SELECT r.Id, r.Id, r.ThemeDayId, 'in', @At, @At, 'door', 0, 'operator'
                FROM Registrations r
                WHERE r.ThemeDayId = (SELECT Id FROM ThemeDays WHERE Slug = @Slug)
                """, day);
        });
    }

    private static async Task IssueAsync(HttpClient client)
    {
        using var reply = await client.PostAsync(new Uri($"/api/organizer/theme-days/{ManyPeople.SlugOf(1)}/certificates", UriKind.Relative), null);
        var said = await reply.Content.ReadAsStringAsync();
        if (!reply.IsSuccessStatusCode || (int?)JsonNode.Parse(said)!["issued"] != People)
        {
            throw new InvalidOperationException(said);
        }
    }

    // What stands on each, read before the clock starts.
    private static async Task<(IReadOnlyList<CertificateContent> Contents, ICertificateRenderer Renderer)> ContentsAsync(DirectoryInfo data)
    {
        await using var services = Program.BuildForCertificates([$"--Temadagar:DataDirectory={data.FullName}", "--environment=Production"]);
        await using var read = await services.GetRequiredService<Database>().OpenReadAsync();
        var day = Guid.Parse((await read.ScalarAsync<string>("SELECT Id FROM ThemeDays WHERE Slug = @Slug", new { Slug = ManyPeople.SlugOf(1) }))!);
        var issued = services.GetRequiredService<CertificateStore>().StreamValidAsync(read, day);
        return (await services.GetRequiredService<DrawCertificates>().ContentsAsync(issued, CancellationToken.None).ToListAsync(), services.GetRequiredService<ICertificateRenderer>());
    }

    // Both sides draw the same: else the figure means nothing.
    private static async Task CheckAsync(HttpClient client, IReadOnlyList<CertificateContent> contents, ICertificateRenderer renderer)
    {
        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(Zip)));
        var (packed, drawn) = (zip.Entries.Select(entry => entry.Length).ToList(), contents.Select(content => Length(content, renderer)).ToList());
        if (packed.Count != People || !packed.SequenceEqual(drawn))
        {
            throw new InvalidOperationException($"{packed.Count} certificates of {packed.Sum()} bytes were packed, {drawn.Count} of {drawn.Sum()} drawn.");
        }
    }

    private static long Length(CertificateContent content, ICertificateRenderer renderer)
    {
        using var pdf = new MemoryStream();
        renderer.Draw(content, pdf);
        return pdf.Length;
    }

    private static Uri Zip => new($"/api/organizer/theme-days/{ManyPeople.SlugOf(1)}/certificates.zip", UriKind.Relative);

    private static async Task<double> ZipAsync(HttpClient client)
    {
        var clock = Stopwatch.StartNew();
        await using (var body = await client.GetStreamAsync(Zip))
        {
            await body.CopyToAsync(Stream.Null);
        }

        return People / clock.Elapsed.TotalSeconds;
    }

    private static double Draw(IReadOnlyList<CertificateContent> contents, ICertificateRenderer renderer)
    {
        var clock = Stopwatch.StartNew();
        using var pdf = new MemoryStream();
        foreach (var content in contents)
        {
            pdf.SetLength(0);
            renderer.Draw(content, pdf);
        }

        return People / clock.Elapsed.TotalSeconds;
    }
}
