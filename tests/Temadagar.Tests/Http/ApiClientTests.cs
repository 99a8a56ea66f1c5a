using System.Diagnostics;
using System.Text.Json.Nodes;
using Temadagar.Organizers;
using Temadagar.Seeds;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Http;

/// <summary>The API's description as others use it: a validator that we did not write takes it, and a client made from it compiles and does a tour (tests/Temadagar.ApiClient).</summary>
[Slow]
public class ApiClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string[] Sources = ["package.json", "tsconfig.json", "tour.ts", "validate.mjs"];

    [Fact]
    public async Task The_description_validates_and_a_client_made_from_it_compiles_and_does_the_tour()
    {
        using var project = new DataFolder();
        Directory.CreateDirectory(project.Path);
        foreach (var file in Sources)
        {
            File.Copy(Path.Combine(Repository.Root, "tests", "Temadagar.ApiClient", file), Path.Combine(project.Path, file));
        }

        await using var service = await TestService.StartAsync(Seed.Demo, FakeClock.At(), settings: "--environment=Development");
        var variables = new Dictionary<string, string>
        {
            ["TEMADAGAR"] = service.Address.ToString().TrimEnd('/'),
            ["TEMADAGAR_KEY"] = await service.KeyAsync(Role.Organizer, "norrbotten"),
            ["TEMADAGAR_MAIL"] = service.MailFolder,
            ["TEMADAGAR_DATE"] = "2027-02-03",
        };
        await InstallAsync(project.Path, variables);

        foreach (var step in new[] { "generate", "validate", "compile" })
        {
            var (exit, said, faults) = await RunAsync(project.Path, variables, "run", "--silent", step);
            Assert.True(exit == 0, $"{step}: {said}\n{faults}");
        }

        var (end, output, error) = await RunAsync(project.Path, variables, "run", "--silent", "tour");
        Assert.True(end == 0, $"{output}\n{error}");
        var tour = JsonNode.Parse(output)!;

        var robin = Assert.Single(await service.QueryAsync<(string Slug, string Status)>("SELECT d.Slug, r.Status FROM Registrations r JOIN ThemeDays d ON d.Id = r.ThemeDayId WHERE r.Email = 'robin.ek@example.org'"));
        Assert.Equal((robin.Slug, robin.Status), ((string)tour["registered"]!["slug"]!, (string)tour["registered"]!["after"]!));
        Assert.Equal(("confirmed", "Ek"), ((string)tour["registered"]!["mine"]!, (string)Assert.Single(tour["registered"]!["seen"]!.AsArray())!));
        var (slug, date, published) = Assert.Single(await service.QueryAsync<(string, string, string?)>("SELECT Slug, Date, PublishedAt FROM ThemeDays WHERE Title = 'Rundtur'"));
        Assert.Equal((slug, "2027-02-03"), ((string)tour["day"]!["slug"]!, date));
        Assert.NotNull(published);
        Assert.Equal(($"/api/organizer/theme-days/{slug}", "00:00", "00:00"), ((string)tour["day"]!["location"]!, (string)tour["day"]!["startsAt"]!, (string)tour["day"]!["atTheDoor"]!));
        var per = Guid.Parse(Assert.Single(await service.QueryAsync<string>("SELECT Id FROM Registrations WHERE Email = 'per.dahl@example.org' AND Status = 'confirmed'")));
        Assert.Equal((per, true), (Guid.Parse((string)tour["walkIn"]!["id"]!), (bool)tour["walkIn"]!["again"]!));
        // Each time that somebody was seen is kept.
        Assert.Equal(2, await service.CountAsync("CheckIns WHERE RegistrationId = @per", new { per }));
        Assert.Equal(("/problems/theme-day-held", 409, "/problems/stale"), ((string)tour["problem"]!["type"]!, (int)tour["problem"]!["status"]!, (string)tour["problem"]!["stale"]!));
        Assert.Equal("participants[0].email", (string)Assert.Single(tour["problem"]!["faults"]!.AsArray())!);
        Assert.Equal(0, await service.CountAsync("Registrations WHERE Email = 'asa@example.org'"));
        var number = (string)Assert.Single(tour["certificates"]!["numbers"]!.AsArray())!;
        Assert.Equal(("Ada Berg", 1, 2), ((string)tour["certificates"]!["signatory"]!, (int)tour["certificates"]!["issued"]!, (int)tour["certificates"]!["csv"]!));
        Assert.True((int)tour["certificates"]!["zip"]! > 1000);
        Assert.Equal(1, await service.CountAsync("Certificates WHERE RegistrationId = @per", new { per }));
        Assert.Equal(("valid", number), ((string)tour["verified"]!["state"]!, (string)tour["verified"]!["number"]!));
    }

    private static async Task InstallAsync(string folder, Dictionary<string, string> variables)
    {
        try
        {
            var (exit, said, faults) = await RunAsync(folder, variables, "install", "--no-package-lock", "--no-audit", "--no-fund");
            Assert.SkipWhen(exit != 0, $"The packages of the client cannot be fetched here: {said} {faults}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("No npm: install Debian's packages nodejs and npm.");
        }
    }

    private static async Task<(int Exit, string Output, string Faults)> RunAsync(string folder, Dictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var npm = Process.Start(start)!;
        using var late = new CancellationTokenSource(Patience);
        var (output, faults) = (npm.StandardOutput.ReadToEndAsync(late.Token), npm.StandardError.ReadToEndAsync(late.Token));
        try
        {
            await npm.WaitForExitAsync(late.Token);
            return (npm.ExitCode, await output, await faults);
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }
}
