using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Portraits;

namespace Temadagar.Speakers;

/// <summary>An organizer gives a speaker another portrait, or none.</summary>
public sealed class ChangePortrait(PortraitStore portraits, EditSpeaker editing, ChangeSpeaker change)
{
    /// <param name="isCurrent">Whether a version is the one that the caller has seen; null: any will do.</param>
    /// <param name="image">Null: none.</param>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> RunAsync(
        Caller caller, Guid id, Func<int, bool>? isCurrent, PortraitImage? image, CancellationToken cancellationToken)
    {
        Guid? portraitId = image is null ? null : Guid.CreateVersion7();
        return editing.RunAsync(caller, id, isCurrent, AccessAction.SpeakerChanged, async (write, before) =>
        {
            if (image is not null)
            {
                await portraits.AddAsync(write, portraitId!.Value, id, image);
            }

            if (portraitId != before.PortraitId)
            {
                await change.RunAsync(write, before, before with { PortraitId = portraitId });
            }

            return null;
        }, cancellationToken);
    }
}
