using Dapper;

namespace Temadagar.InformationPages;

/// <summary>What the organizers say in a minority language. There is a page for anyone to see as long as there is a text.</summary>
/// <param name="Text">Markdown, in that language like the title.</param>
/// <param name="Version">Of what is edited; 0: nothing has been written yet.</param>
[method: ExplicitConstructor]
public sealed record InformationPage(Guid Id, MinorityLanguage Language, string? Title, string? Text, int Version)
{
    public const int MaxTitleLength = 200;
    public const int MaxTextLength = 20_000;
}
