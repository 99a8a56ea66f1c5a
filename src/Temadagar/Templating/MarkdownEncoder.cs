using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Temadagar.Templating;

/// <summary>
/// Writes a value into Markdown so that it is those very characters and nothing else. All but letters and digits is
/// written as a character reference: CommonMark 0.31, 6.2 says that such "cannot be used in place of symbols indicating
/// structure", so it makes no emphasis, link, list, heading, code or element wherever it stands, a link's address
/// included, where a backslash would not save a space. It also needs no unsafe code, as a
/// <see cref="TextEncoder"/> of one's own would.
/// </summary>
internal static class MarkdownEncoder
{
    public static HtmlEncoder Default { get; } = Create();

    private static HtmlEncoder Create()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        for (var character = '\0'; character < 128; character++)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                settings.ForbidCharacter(character);
            }
        }

        return HtmlEncoder.Create(settings);
    }
}
