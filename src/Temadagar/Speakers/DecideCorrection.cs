using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;

namespace Temadagar.Speakers;

/// <summary>An organizer lets the public see what a speaker wishes, or not.</summary>
public sealed class DecideCorrection(SpeakerStore speakers, EditSpeaker editing, ChangeSpeaker change)
{
    /// <param name="correctionId">Of the correction that the caller has looked at. Another by now: nothing is changed.</param>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> ApproveAsync(Caller caller, Guid id, Guid correctionId, CancellationToken cancellationToken) =>
        RunAsync(caller, id, correctionId, AccessAction.CorrectionApproved, (write, speaker, correction) => change.RunAsync(write, speaker, speaker with
        {
            BiographySv = correction.BiographySv,
            BiographyEn = correction.BiographyEn,
            PortraitId = correction.PortraitId,
        }), cancellationToken);

    /// <inheritdoc cref="ApproveAsync"/>
    public Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> RejectAsync(Caller caller, Guid id, Guid correctionId, CancellationToken cancellationToken) =>
        RunAsync(caller, id, correctionId, AccessAction.CorrectionRejected, (write, speaker, _) => change.WishAsync(write, speaker, SpeakerCorrection.OfNothing(speaker)), cancellationToken);

    private Task<(OrganizerSpeakerView? Speaker, ProblemResult? Refusal)> RunAsync(
        Caller caller, Guid id, Guid correctionId, AccessAction action, Func<Write, Speaker, SpeakerCorrection, Task> decide, CancellationToken cancellationToken) =>
        editing.RunAsync(caller, id, null, action, async (write, speaker) =>
        {
            if (await speakers.FindCorrectionAsync(write, id) is not { } correction || correction.Id != correctionId)
            {
                return SpeakerProblems.UnknownCorrection;
            }

            await decide(write, speaker, correction);
            return null;
        }, cancellationToken);
}
