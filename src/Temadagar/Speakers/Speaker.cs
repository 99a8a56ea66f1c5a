using Temadagar.Texts;

namespace Temadagar.Speakers;

/// <summary>Someone who speaks at days of the series. The address, the telephone and the needs are for organizers only.</summary>
public sealed record Speaker
{
    public required Guid Id { get; init; }

    public required Guid SeriesId { get; init; }

    /// <summary>Whose speaker it is; null: every board of the series sees and changes it.</summary>
    public Guid? BoardId { get; init; }

    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Organization { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Of the mails.</summary>
    public Language Language { get; init; }

    /// <summary>Plain text; an empty line begins a new paragraph.</summary>
    public string? BiographySv { get; init; }

    /// <inheritdoc cref="BiographySv"/>
    public string? BiographyEn { get; init; }

    /// <summary>What the speaker needs in the room.</summary>
    public string? TechnicalNeeds { get; init; }

    /// <summary>What the speaker needs to come.</summary>
    public string? TravelNeeds { get; init; }

    /// <summary>When the speaker agreed to be shown; null: the public sees nothing of this speaker.</summary>
    public DateTimeOffset? ConsentedAt { get; init; }

    public Guid? PortraitId { get; init; }

    /// <summary>Rises with each edit.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>A speaker as the public sees one: never the address.</summary>
public sealed record SpeakerView(string Name, string? Title, string? Organization, string? BiographySv, string? BiographyEn, PortraitView? Portrait)
{
    public static SpeakerView Of(Speaker speaker) => new(
        speaker.Name, speaker.Title, speaker.Organization, speaker.BiographySv, speaker.BiographyEn,
        speaker.PortraitId is { } portraitId ? PortraitView.Of(speaker.Id, portraitId) : null);
}

/// <summary>Where a portrait is, as JPEG.</summary>
/// <param name="Small">The longest side is 160 pixels at most.</param>
/// <param name="Large">The longest side is 640 pixels at most.</param>
public sealed record PortraitView(string Small, string Large)
{
    // The portrait's id makes the address another when the portrait is.
    public static PortraitView Of(Guid speakerId, Guid portraitId)
    {
        var path = $"/api/speakers/{speakerId}/portrait?v={portraitId}&size=";
        return new PortraitView(path + "small", path + "large");
    }
}
