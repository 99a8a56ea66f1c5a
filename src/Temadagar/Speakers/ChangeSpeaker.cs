using Temadagar.Data;

namespace Temadagar.Speakers;

/// <summary>Something else holds of a speaker. What the speaker wishes and has not got goes on waiting, and no portrait that nobody needs is left.</summary>
public sealed class ChangeSpeaker(SpeakerStore speakers)
{
    public async Task RunAsync(Write write, Speaker before, Speaker now)
    {
        await speakers.ChangeAsync(write, now);
        if (await speakers.FindCorrectionAsync(write, now.Id) is { } correction)
        {
            await WishAsync(write, now, correction, correction.After(before, now));
        }
    }

    /// <summary>Keeps what the speaker wishes; nothing waits where all of it holds.</summary>
    /// <param name="before">What waited until now.</param>
    public async Task WishAsync(Write write, Speaker speaker, SpeakerCorrection? before, SpeakerCorrection now)
    {
        if (now.IsIn(speaker))
        {
            await speakers.RemoveCorrectionAsync(write, speaker.Id);
        }
        else if (now != before)
        {
            await speakers.KeepCorrectionAsync(write, now);
        }
    }
}
