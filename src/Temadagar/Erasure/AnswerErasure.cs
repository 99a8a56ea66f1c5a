using Temadagar.Data;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>What an answer to a request for erasure does, within a write that holds the day's row. The rest of a granted one is <see cref="EraseRequested"/>'s.</summary>
public sealed class AnswerErasure(ErasureRequestStore requests, RegistrationStore registrations, CancelRegistration cancel, ErasureMails mails)
{
    /// <param name="answer">In the organizer's words; null: they say it themselves, and nothing of it is kept.</param>
    public async Task RunAsync(Write write, ErasureRequest request, ThemeDay day, ErasureOutcome outcome, string? answer, DateTimeOffset now)
    {
        await requests.AnswerAsync(write, request.Id, outcome, answer, now);
        var current = (await registrations.FindAsync(write, request.RegistrationId))!;
        if (outcome == ErasureOutcome.Granted && current.Status != RegistrationStatus.Cancelled && day.StateAt(now) != ThemeDayState.Held)
        {
            current = await cancel.CancelAsync(write, current, day, CancelReason.Organizer, now);
        }

        if (answer is not null)
        {
            var told = current with { Changes = current.Changes + 1 };
            await registrations.ChangeAsync(write, told);
            await mails.QueueAnsweredAsync(write, outcome, answer, told, day);
        }
    }
}
