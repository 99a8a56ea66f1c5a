using Temadagar.Data;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

/// <summary>
/// A speaker corrects what is said of them. Needs and consent hold at once; what the public sees waits for an organizer.
/// The caller holds the speaker's row (<see cref="SpeakerStore.LockAsync"/>) and has read the speaker after that.
/// </summary>
public sealed class CorrectSpeaker(SpeakerStore speakers, PortraitStore portraits, ChangeSpeaker change, TimeProvider clock)
{
    public async Task ProfileAsync(Write write, Speaker speaker, SpeakerProfile profile)
    {
        var now = profile.NeedsOn(speaker, clock.GetUtcNow());
        if (now != speaker)
        {
            await change.RunAsync(write, speaker, now);
        }

        await WishAsync(write, speaker, wish => wish with { BiographySv = profile.BiographySv, BiographyEn = profile.BiographyEn });
    }

    /// <param name="image">Null: the speaker wants none.</param>
    public async Task PortraitAsync(Write write, Speaker speaker, PortraitImage? image)
    {
        Guid? portraitId = image is null ? null : Guid.CreateVersion7();
        if (image is not null)
        {
            await portraits.AddAsync(write, portraitId!.Value, speaker.Id, image);
        }

        await WishAsync(write, speaker, wish => wish with { PortraitId = portraitId });
    }

    private async Task WishAsync(Write write, Speaker speaker, Func<SpeakerCorrection, SpeakerCorrection> more)
    {
        var waiting = await speakers.FindCorrectionAsync(write, speaker.Id);
        var wish = more(waiting ?? SpeakerCorrection.OfNothing(speaker));
        if (wish != waiting)
        {
            await change.WishAsync(write, speaker, wish with { Id = Guid.CreateVersion7(), SentAt = clock.GetUtcNow() });
        }
    }
}
