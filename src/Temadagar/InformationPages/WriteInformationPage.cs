using Temadagar.Data;
using Temadagar.Organizers;

namespace Temadagar.InformationPages;

public sealed class WriteInformationPage(Database database, InformationPageStore pages, AccessLog log)
{
    /// <param name="isCurrent">Whether a version is the one that the caller has seen.</param>
    /// <param name="text">Null takes the page away; what was written before is not kept.</param>
    /// <returns>The page afterwards; null: someone else has written it meanwhile, and all was left as it was.</returns>
    public async Task<InformationPage?> RunAsync(
        Caller caller, MinorityLanguage language, Func<int, bool> isCurrent, string? title, string? text, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        try
        {
            return await database.WriteAsync<InformationPage?>(async write =>
            {
                await pages.LockAsync(write, language);
                var before = await pages.FindAsync(write, language) ?? new InformationPage(id, language, null, null, 0);
                if (!isCurrent(before.Version))
                {
                    return null;
                }

                var after = before with { Title = title, Text = text };
                if (after == before)
                {
                    return before;
                }

                after = after with { Version = before.Version + 1 };
                await pages.SaveAsync(write, after);
                await log.AddAsync(write, caller, AccessAction.InformationPageChanged, after.Id);
                return after;
            }, cancellationToken);
        }
        catch (Exception exception) when (database.IsUniqueViolation(exception))
        {
            // There was nothing to hold yet.
            return null;
        }
    }
}
