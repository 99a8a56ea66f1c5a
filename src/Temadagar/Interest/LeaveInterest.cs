using Temadagar.Data;
using Temadagar.Mail;
using Temadagar.Texts;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

/// <summary>Puts an address on a day's list of those to tell. What it does for an address that is there already cannot be seen from outside.</summary>
public sealed class LeaveInterest(Database database, ThemeDayStore days, InterestStore interests, InterestMails mails, TimeProvider clock)
{
    private static readonly TimeSpan RepeatedMailPause = TimeSpan.FromHours(24);

    /// <returns>False where the day has been removed meanwhile.</returns>
    public async Task<bool> RunAsync(ThemeDay day, EmailAddress email, Language language, CancellationToken cancellationToken)
    {
        var interest = new Interest(Guid.CreateVersion7(), day.Id, email.Address, language, Mails: 1);
        var now = clock.GetUtcNow();
        return await database.WriteAsync(async write =>
        {
            if (!await days.LockAsync(write, day.Id))
            {
                return false;
            }

            if (await interests.FindByAddressAsync(write, day.Id, email.Normalized) is not { } known)
            {
                await interests.AddAsync(write, interest, email.Normalized, now);
                await mails.QueueReceivedAsync(write, interest.Mails, interest, day);
            }
            else if (await interests.NoteRepeatedAsync(write, known.Id, now, now - RepeatedMailPause))
            {
                await mails.QueueReceivedAsync(write, known.Mails + 1, known, day);
            }

            return true;
        }, cancellationToken);
    }
}
