using Temadagar.Data;
using Temadagar.Organizers;
using Temadagar.Texts;

namespace Temadagar.Speakers;

/// <summary>The speakers that an organizer sees. Each look at them is in the log before it is shown.</summary>
public sealed class ReadSpeakers(Database database, SeenSpeakerStore seen, EditSpeaker editing, AccessLog log)
{
    public async Task<ListedSpeakersView> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListedSpeaker> speakers;
        ILookup<Guid, SpeakerDay> days;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            speakers = await seen.ListAsync(read, caller.SeenBoard);
            days = await seen.DaysAsync(read, caller.SeenBoard);
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.SpeakersListed, people: speakers.Count), cancellationToken);
        return new([.. speakers
            .OrderBy(speaker => SwedishOrder.Key(speaker.Name), StringComparer.Ordinal).ThenBy(speaker => speaker.Id)
            .Select(speaker => ListedSpeakerView.Of(speaker, days[speaker.Id]))]);
    }

    /// <returns>Null where the caller sees no such speaker.</returns>
    public async Task<OrganizerSpeakerView?> OpenAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        OrganizerSpeakerView? speaker;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            speaker = await editing.FindAsync(read, caller, id);
        }

        if (speaker is not null)
        {
            await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.SpeakerOpened, id, speaker.Board, 1), cancellationToken);
        }

        return speaker;
    }
}
