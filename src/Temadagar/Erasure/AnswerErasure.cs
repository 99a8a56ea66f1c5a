using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Registrations;
using Temadagar.ThemeDays;

namespace Temadagar.Erasure;

/// <summary>What an answer to a request for erasure does, within a write that holds the day's row. The rest of a granted one is <see cref="EraseRequested"/>'s.</summary>
public sealed class AnswerErasure(ErasureRequestStore requests, RegistrationStore registrations, CancelRegistration cancel, ErasureMails mails)
{
    public static readonly Problem Answered = new("erasure-answered", 409,
        new("Begäran har redan fått ett svar", "The request has been answered already"),
        new("Inget har ändrats.", "Nothing was changed."));

    /// <param name="answer">In the organizer's words; null: they say it themselves, and nothing of it is kept.</param>
    /// <returns>Why it was left as it was, or null.</returns>
    public async Task<Problem?> RunAsync(Write write, ErasureRequest request, ThemeDay day, ErasureOutcome outcome, string? answer, DateTimeOffset now)
    {
        if (request.AnsweredAt is not null)
        {
            return Answered;
        }

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

        return null;
    }
}
