using Dapper;

namespace Temadagar.Speakers;

/// <summary>What a speaker wants the public to see instead, until an organizer has looked at it. At most one of a speaker waits.</summary>
/// <param name="Id">Another whenever what is wanted changes: nobody approves what they have not seen.</param>
/// <param name="PortraitId">The portrait wanted; null: none.</param>
[method: ExplicitConstructor]
public sealed record SpeakerCorrection(Guid Id, Guid SpeakerId, string? BiographySv, string? BiographyEn, Guid? PortraitId, DateTimeOffset SentAt)
{
    /// <summary>The wish of a speaker who is content.</summary>
    public static SpeakerCorrection OfNothing(Speaker speaker) => new(Guid.Empty, speaker.Id, speaker.BiographySv, speaker.BiographyEn, speaker.PortraitId, default);

    /// <summary>Whether all that is wanted holds already.</summary>
    public bool IsIn(Speaker speaker) => (BiographySv, BiographyEn, PortraitId) == (speaker.BiographySv, speaker.BiographyEn, speaker.PortraitId);

    /// <summary>The same wish once something else holds: what the speaker had left as it was follows along.</summary>
    public SpeakerCorrection After(Speaker before, Speaker now) => this with
    {
        BiographySv = BiographySv == before.BiographySv ? now.BiographySv : BiographySv,
        BiographyEn = BiographyEn == before.BiographyEn ? now.BiographyEn : BiographyEn,
        PortraitId = PortraitId == before.PortraitId ? now.PortraitId : PortraitId,
    };
}
