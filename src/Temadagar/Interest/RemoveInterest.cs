using Temadagar.Data;
using Temadagar.Links;
using Temadagar.ThemeDays;

namespace Temadagar.Interest;

/// <summary>Takes an address off a list, for whoever has a secret of a mail to it. What is no such secret does nothing; nobody is told which it was.</summary>
public sealed class RemoveInterest(Database database, ThemeDayStore days, InterestStore interests, InterestMails mails, PersonalLinks links)
{
    /// <param name="purposes">What the secret may be for.</param>
    public async Task RunAsync(string? secret, CancellationToken cancellationToken, params string[] purposes)
    {
        if (secret is null || PersonalLinks.IdOf(secret) is not { } id || !purposes.Any(purpose => links.IsValid(secret, purpose, id, InterestMails.LinkGeneration)))
        {
            return;
        }

        Guid? day;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            day = await interests.DayOfAsync(read, id);
        }

        if (day is { } themeDayId)
        {
            await database.WriteAsync(async write =>
            {
                await days.LockAsync(write, themeDayId);
                await interests.RemoveAsync(write, id);
                await mails.WithdrawAsync(write, id);
            }, cancellationToken);
        }
    }
}
