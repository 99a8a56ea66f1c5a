using Temadagar.Data;

namespace Temadagar.Speakers;

/// <summary>What holds of a speaker, and what the speaker wishes besides, is changed here; no portrait that nobody needs is left over.</summary>
public sealed class ChangeSpeaker(SpeakerStore speakers, PortraitStore portraits)
{
    /// <summary>Something else holds. What the speaker wishes and has not got goes on waiting.</summary>
    public async Task RunAsync(Write write, Speaker before, Speaker now)
    {
        await speakers.ChangeAsync(write, now);
        var waiting = await speakers.FindCorrectionAsync(write, now.Id);
        await WishAsync(write, now, waiting?.After(before, now) ?? SpeakerCorrection.OfNothing(now));
    }

    /// <summary>Keeps what the speaker wishes; nothing waits where all of it holds.</summary>
    public async Task WishAsync(Write write, Speaker speaker, SpeakerCorrection wish)
    {
        await speakers.RemoveCorrectionAsync(write, speaker.Id);
        if (!wish.IsIn(speaker))
        {
            await speakers.AddCorrectionAsync(write, wish);
        }

        await portraits.RemoveUnusedAsync(write, speaker.Id);
    }
}
