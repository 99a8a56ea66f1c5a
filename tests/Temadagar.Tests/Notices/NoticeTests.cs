using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Temadagar.Notices;
using Temadagar.Settings;
using Temadagar.Tests.Infrastructure;

namespace Temadagar.Tests.Notices;

public class NoticeTests
{
    [Fact]
    public void Nothing_said_is_not_assessed_and_nobody_to_report_to()
    {
        var notices = Read();

        Assert.Equal((null, null, null, null), (notices.Publisher, notices.Assessment, notices.Faults, notices.JointControllers));
        Assert.Empty(notices.Shortcomings);
        Assert.Equal(Conformance.NotAssessed, notices.Conformance);
    }

    [Theory]
    [InlineData(Conformance.Full, "AccessibilityAssessedOn=2026-03-31", "AccessibilityMethod=Granskning.")]
    [InlineData(Conformance.Partial, "AccessibilityAssessedOn=2026-03-31", "AccessibilityMethod=Granskning.", "AccessibilityShortcomings=En brist.")]
    [InlineData(Conformance.NotAssessed, "AccessibilityShortcomings:0=En brist.")]
    public void Only_an_assessment_without_shortcomings_is_full_conformance(Conformance conformance, params string[] said) =>
        Assert.Equal(conformance, Read(said).Conformance);

    [Fact]
    public void A_sentence_keeps_its_commas_and_its_english()
    {
        var notices = Read("AccessibilityShortcomings:0=En, två.", "AccessibilityShortcomings:1=Tre.", "AccessibilityShortcomingsEn:0=One, two.", "AccessibilityShortcomingsEn:1=Three.");

        Assert.Equal([new NoticeText("En, två.", "One, two."), new NoticeText("Tre.", "Three.")], notices.Shortcomings);
        Assert.Equal([new NoticeText("En, två.", null)], Read("AccessibilityShortcomings=En, två.").Shortcomings);
    }

    [Theory]
    [InlineData("Publisher", "PublisherEn=The board")]
    [InlineData("JointControllers", "JointControllersEn=Together")]
    [InlineData("AccessibilityAssessedOn", "AccessibilityMethod=Granskning.")]
    [InlineData("AccessibilityMethod", "AccessibilityAssessedOn=2026-03-31")]
    [InlineData("AccessibilityAssessedOn", "AccessibilityAssessedOn=31/3 2026", "AccessibilityMethod=Granskning.")]
    [InlineData("AccessibilityShortcomingsEn", "AccessibilityShortcomings:0=En.", "AccessibilityShortcomings:1=Två.", "AccessibilityShortcomingsEn:0=One.")]
    [InlineData("FaultEmail", "FaultEmail=ingen adress")]
    [InlineData("FaultPhone", "FaultPhone=ring växeln")]
    [InlineData("FaultEmail", "FaultAnswerWithinDays=5")]
    [InlineData("FaultAnswerWithinDays", "FaultPhone=010-225 50 00", "FaultAnswerWithinDays=0")]
    [InlineData("Publiser", "Publiser=Länsstyrelsen")]
    public void A_wrong_setting_is_named(string key, params string[] said) =>
        Assert.StartsWith($"Notices:{key}: ", Assert.Throws<SettingException>(() => Read(said)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Anyone_reads_what_is_said_and_what_is_not()
    {
        await using var silent = await TestService.StartAsync();
        await using var telling = await TestService.StartAsync(settings:
        [
            "--Notices:Publisher=Länsstyrelsen", "--Notices:AccessibilityAssessedOn=2026-03-31", "--Notices:AccessibilityMethod=Granskning.", "--Notices:AccessibilityMethodEn=An audit.",
            "--Notices:AccessibilityShortcomings:0=En brist.", "--Notices:FaultEmail=fel@example.org", "--Notices:FaultAnswerWithinDays=5", "--Notices:JointControllers=Tillsammans.",
        ]);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"publisher":null,"assessment":null,"shortcomings":[],"faults":null,"jointControllers":null,"conformance":"notAssessed"}"""),
            await silent.GetJsonAsync("/api/notices")));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"publisher":{"sv":"Länsstyrelsen","en":null},"assessment":{"on":"2026-03-31","method":{"sv":"Granskning.","en":"An audit."}},"shortcomings":[{"sv":"En brist.","en":null}],
                "faults":{"email":"fel@example.org","phone":null,"answerWithinDays":5},"jointControllers":{"sv":"Tillsammans.","en":null},"conformance":"partial"}
                """),
            await telling.GetJsonAsync("/api/notices")));
    }

    private static NoticeSettings Read(params string[] said) => Temadagar.Settings.Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(said.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create("Notices:" + pair[0], (string?)pair[1]))).Build(),
        "/srv/temadagar").Notices;
}
