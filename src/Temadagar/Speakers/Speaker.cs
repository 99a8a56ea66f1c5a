using Dapper;

namespace Temadagar.Speakers;

/// <param name="ConsentedAt">When the speaker agreed to be shown; unset: the public sees nothing of this speaker.</param>
[method: ExplicitConstructor]
public sealed record Speaker(
    Guid Id, Guid SeriesId, string Name, string? Title, string? Organization, string Email, string? Biography, DateTimeOffset? ConsentedAt);

/// <summary>A speaker as the public sees one: never the address.</summary>
public sealed record SpeakerView(string Name, string? Title, string? Organization, string? Biography)
{
    public static SpeakerView Of(Speaker speaker) => new(speaker.Name, speaker.Title, speaker.Organization, speaker.Biography);
}
