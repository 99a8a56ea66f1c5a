using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Templating;

namespace Temadagar.MailLog;

/// <summary>What an organizer sees of the mails of the own board's days. Each look is in the log.</summary>
public sealed class ReadMails(Database database, MailLogStore mails, Outbox outbox, MailComposers composers, AccessLog log)
{
    /// <param name="about">A registration, an interest or a speaker's schedule; null: all of the page.</param>
    public async Task<IReadOnlyList<MailRow>> ListAsync(Caller caller, Guid? about, MailPage page, CancellationToken cancellationToken)
    {
        if (SeenBy(caller) is not { } visible)
        {
            return [];
        }

        IReadOnlyList<MailRow> rows;
        await using (var read = await database.OpenReadAsync(cancellationToken))
        {
            rows = about is { } id ? await mails.AboutAsync(read, visible, id) : await mails.ListAsync(read, visible, page);
        }

        await database.WriteAsync(async write =>
        {
            if (rows.Count == 0)
            {
                await log.AddAsync(write, caller, AccessAction.MailsListed, about, people: 0);
            }

            // A row for each day: whoever is registered for it is told who has looked.
            foreach (var seen in rows.GroupBy(row => about ?? row.ThemeDayId))
            {
                await log.AddAsync(write, caller, AccessAction.MailsListed, seen.Key, seen.First().Board, seen.DistinctBy(row => row.About).Count());
            }
        }, cancellationToken);
        return rows;
    }

    /// <summary>One mail as it was sent, or will be; the person's own link is masked. Of one that was erased there is no content.</summary>
    public async Task<(MailRow Row, RenderedMail? Content)?> OpenAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not var (row, mail))
        {
            return null;
        }

        await database.WriteAsync(write => log.AddAsync(write, caller, AccessAction.MailOpened, row.About, row.Board, people: 1), cancellationToken);
        return (row, row.Recipient is null ? null : composers.Compose(mail, withLink: false).Content);
    }

    /// <returns>Why it was not sent once more, or null: it will be.</returns>
    public async Task<Problem?> ResendAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not var (row, mail))
        {
            return Problem.NotFound;
        }

        return await database.WriteAsync(async write =>
        {
            if (row.Recipient is null || !await mails.HasItsSubjectAsync(write, row, composers.LinkGenerationOf(mail))
                || (await mails.LaterKindsAsync(write, row)).Any(later => composers.Replaces(later, row.Kind)))
            {
                return MailLogProblems.OutOfDate;
            }

            if (!await outbox.ResendAsync(write, id))
            {
                return MailLogProblems.OnItsWay;
            }

            await log.AddAsync(write, caller, AccessAction.MailResent, row.About, row.Board, people: 1);
            return (Problem?)null;
        }, cancellationToken);
    }

    private async Task<(MailRow Row, QueuedMail Mail)?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (SeenBy(caller) is not { } visible)
        {
            return null;
        }

        await using var read = await database.OpenReadAsync(cancellationToken);
        return await mails.FindAsync(read, visible, id) is { } row && await outbox.FindAsync(read, id) is { } mail ? (row, mail) : null;
    }

    // A mail shows its recipient and more: it is for those who see all of a person.
    private static VisiblePeople? SeenBy(Caller caller) => VisiblePeople.Of(caller) is { Columns: PersonColumns.All } visible ? visible : null;
}
