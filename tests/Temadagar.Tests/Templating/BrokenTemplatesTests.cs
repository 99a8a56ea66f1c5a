using Temadagar.Templating;

namespace Temadagar.Tests.Templating;

/// <summary>A template that does not work is found at start, and the message says where.</summary>
public sealed class BrokenTemplatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("templates").FullName;

    public BrokenTemplatesTests() => File.WriteAllText(Path.Combine(_folder, "layout.html.liquid"), "<html>{{ subject }}</html>");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Subject: Hej\n\nHej {{ name }\n", "(3")]
    [InlineData("Subject: Hej\n\nHej\n{% if a %}\nslut\n", ":")]
    [InlineData("Subject: Hej {% if %}\n\nHej\n", "(1")]
    [InlineData("Hej\n\nHej\n", "line 1")]
    [InlineData("Subject: Hej\nHej\n", "line 2")]
    [InlineData("Subject: Hej\n\n{% part missing %}\n", "{% part missing")]
    public void A_broken_template_is_named_at_start(string text, string place)
    {
        File.WriteAllText(Path.Combine(_folder, "a.sv.liquid"), text);

        var fault = Assert.Throws<InvalidDataException>(() => new MailTemplates(_folder));

        Assert.Contains("a.sv.liquid", fault.Message, StringComparison.Ordinal);
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_layout_is_refused()
    {
        File.Delete(Path.Combine(_folder, "layout.html.liquid"));

        Assert.Contains("layout.html.liquid", Assert.Throws<InvalidDataException>(() => new MailTemplates(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_that_does_not_exist_is_named()
    {
        var templates = new MailTemplates(_folder);

        Assert.Contains("a.fi.liquid", Assert.Throws<ArgumentException>(() => templates.Render("a", "fi", MailModels.Empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("| a | b |\n|---|---|", "a | b")]
    [InlineData("    code", "CodeBlock")]
    [InlineData("1. one", "ListBlock")]
    [InlineData("![a](https://example.org/a.png)", "LinkInline")]
    [InlineData("*a*", "EmphasisInline")]
    public void Markdown_that_a_mail_has_no_room_for_is_refused_or_plain_text(string body, string sign)
    {
        File.WriteAllText(Path.Combine(_folder, "a.sv.liquid"), $"Subject: Hej\n\n{body}\n");
        var templates = new MailTemplates(_folder);
        try
        {
            Assert.Contains(sign, templates.Render("a", "sv", MailModels.Empty).Text, StringComparison.Ordinal);
        }
        catch (FormatException fault)
        {
            Assert.Contains("a.sv", fault.Message, StringComparison.Ordinal);
            Assert.Contains(sign, fault.Message, StringComparison.Ordinal);
        }
    }
}
