using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Temadagar.Organizers;
using Temadagar.Tests.Infrastructure;
using Temadagar.Tests.Participants;

namespace Temadagar.Tests.Exports;

public class XlsxTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Moments_are_dates_text_is_text_and_the_first_row_stays_and_filters()
    {
        await using var service = await TestService.StartAsync(clock: FakeClock.At("2027-03-15T12:00:00+01:00"));
        var day = await service.AddDayAsync(onSite: 3);
        await service.RegisterOneAsync(day, "asa@example.org", person => person["organization"] = "=1+1 <&> åäö");

        using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.xlsx");

        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"temadag-{day}.xlsx", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var sheet = await SheetAsync(response);
        Assert.Equal("frozen", sheet.Descendants(Main + "pane").Single().Attribute("state")!.Value);
        Assert.Equal("A1:N2", sheet.Descendants(Main + "autoFilter").Single().Attribute("ref")!.Value);
        Assert.Equal("Efternamn", Cell(sheet, "A1").Value);
        var organization = Cell(sheet, "C2");
        Assert.Equal(("inlineStr", "=1+1 <&> åäö"), (organization.Attribute("t")!.Value, organization.Value));
        Assert.Empty(sheet.Descendants(Main + "f"));
        var registered = Cell(sheet, "L2");
        Assert.Equal(new DateTime(2027, 3, 15, 12, 0, 0), DateTime.FromOADate(double.Parse(registered.Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Null(registered.Attribute("t"));
        Assert.Equal(1, await service.CountAsync("AccessLog WHERE Action = 'attendeesExported' AND People = 1"));
    }

    [Fact]
    public async Task What_XML_has_no_way_to_write_is_left_out_should_it_ever_stand_in_the_database()
    {
        await using var service = await TestService.StartAsync();
        var day = await service.AddDayAsync();
        await service.FareAsync(day, "asa@example.org");
        await service.Database.WriteAsync(write => write.ExecuteAsync("UPDATE Registrations SET Organization = @Written", new { Written = "Lu\u0001le\uFFFFå 🎉" }));

        using var response = await service.AsAsync(Role.Administrator, null, $"/api/organizer/theme-days/{day}/attendees.xlsx");

        Assert.Equal("Luleå 🎉", Cell(await SheetAsync(response), "C2").Value);
    }

    [Fact]
    public async Task The_address_may_say_the_language()
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.AsAsync(Role.Organizer, "norrbotten", "/api/organizer/theme-days/lulea/attendees.xlsx?lang=en");

        Assert.Equal("Last name", Cell(await SheetAsync(response), "A1").Value);
    }

    [Theory]
    [InlineData(Role.Steward, "norrbotten", HttpStatusCode.Forbidden)]
    [InlineData(Role.Reader, "norrbotten", HttpStatusCode.Forbidden)]
    [InlineData(Role.Organizer, "jamtland", HttpStatusCode.NotFound)]
    public async Task Nobody_else_gets_it(Role role, string board, HttpStatusCode status)
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.AsAsync(role, board, "/api/organizer/theme-days/lulea/attendees.xlsx");

        Assert.Equal(status, response.StatusCode);
    }

    private static XElement Cell(XDocument sheet, string reference) => sheet.Descendants(Main + "c").Single(cell => cell.Attribute("r")!.Value == reference);

    private static async Task<XDocument> SheetAsync(HttpResponseMessage response)
    {
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        foreach (var entry in archive.Entries)
        {
            using var part = await entry.OpenAsync(TestContext.Current.CancellationToken);
            await XDocument.LoadAsync(part, LoadOptions.None, TestContext.Current.CancellationToken);
        }

        using var sheet = await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        return await XDocument.LoadAsync(sheet, LoadOptions.None, TestContext.Current.CancellationToken);
    }
}
