using System.Net;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Registrations;

public class NamesTests(SharedService shared) : IClassFixture<SharedService>
{
    private readonly TestService service = shared.Service;

    [Theory]
    [InlineData("Åsa-Märta", "Öberg")]
    [InlineData("Ánte", "Čuolbma Ŋ")]
    [InlineData("Seán", "O’Connor-D'Angelo")]
    [InlineData("Þórunn", "Ægisdóttir")]
    [InlineData("Zażółć", "Gęślą")]
    [InlineData("Đặng Thị", "Nguyễn")]
    [InlineData("Ελένη", "Παπαδοπούλου")]
    [InlineData("Олена", "Кравченко")]
    [InlineData("مریم", "می\u200cخواهم")]
    [InlineData("נועה", "לוי")]
    [InlineData("อรุณ", "สุขใจ")]
    [InlineData("प्रिया", "शर्मा")]
    [InlineData("小明", "李")]
    [InlineData("さくら", "𠮷田")]
    [InlineData("서연", "김")]
    [InlineData("𠮷", "𞤀𞤣𞤤𞤢𞤥")]
    [InlineData("ሰላም", "ተስፋዬ")]
    [InlineData("Jr.", "von der Heide, PhD & Co")]
    [InlineData("J.R.R.", "A. Karlsson")]
    [InlineData("Eva", "Null")]
    [InlineData("X", "Æ A-12")]
    public async Task A_name_in_any_script_comes_back_as_written_in_the_service_and_in_the_mail(string firstName, string lastName)
    {
        var email = $"namn{Guid.NewGuid():N}@example.org";
        var body = Some.Submission("lulea", "online", email);
        var person = Some.Participant(email);
        (person["firstName"], person["lastName"], person["organization"]) = (firstName, lastName, $"{lastName} & {firstName}");
        (body["participants"], body["submittedBy"]) = (new[] { person }, firstName);

        using var response = await service.RegisterAsync(body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var mail = Assert.Single(await service.MailsAsync("registration-confirmed", email));
        var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", TestService.SecretIn(mail))).JsonAsync();
        Assert.Equal([firstName, lastName, $"{lastName} & {firstName}", firstName],
            new[] { "firstName", "lastName", "organization", "submittedBy" }.Select(field => (string)mine[field]!));
        Assert.Contains(firstName, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(firstName, WebUtility.HtmlDecode(mail.HtmlBody), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spaces_are_single_and_letters_composed()
    {
        var body = Some.Submission("lulea", "online", "luft@example.org");
        var person = Some.Participant("luft@example.org");
        (person["firstName"], person["lastName"], person["profession"]) = ("  A\u030Asa \t Maria\u00a0", "O\u0308berg", "Socialsekreterare\n\nbiträdande");
        body["participants"] = new[] { person };

        (await service.RegisterAsync(body)).EnsureSuccessStatusCode();

        var mine = await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync("luft@example.org"))).JsonAsync();
        Assert.Equal(["Åsa Maria", "Öberg", "Socialsekreterare biträdande"], new[] { "firstName", "lastName", "profession" }.Select(field => (string)mine[field]!));
    }

    [Theory]
    [InlineData("Luleå", "Luleå")]
    [InlineData("luleå", "Luleå")]
    [InlineData("0114", "Upplands Väsby")]
    [InlineData("Håbo", "Håbo")]
    [InlineData("Habo", "Habo")]
    public async Task A_municipality_is_known_by_name_and_by_code(string said, string name)
    {
        var email = $"kommun{Guid.NewGuid():N}@example.org";
        var body = Some.Submission("lulea", "online", email);
        var person = Some.Participant(email);
        person["municipality"] = said;
        body["participants"] = new[] { person };

        (await service.RegisterAsync(body)).EnsureSuccessStatusCode();

        Assert.Equal(name, (string)(await (await service.MyAsync(HttpMethod.Get, "/api/my/registration", await service.LinkOfAsync(email))).JsonAsync())["municipality"]!);
    }

    [Fact]
    public async Task The_290_municipalities_can_be_chosen_from()
    {
        var all = (await service.GetJsonAsync("/api/municipalities")).AsArray();

        Assert.Equal(290, all.Count);
        Assert.Equal(290, all.Select(one => (string)one!["code"]!).Distinct().Count());
        Assert.Contains(all, one => one!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            == """{"code":"2580","name":"Luleå","county":"Norrbottens län"}""");
    }
}
