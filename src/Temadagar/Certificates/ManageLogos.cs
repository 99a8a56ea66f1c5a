using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Organizers;
using Temadagar.Participants;

namespace Temadagar.Certificates;

/// <summary>A board's logos. Certificates that were issued with one keep it, whatever becomes of it.</summary>
public sealed class ManageLogos(Database database, BoardStore boards, LogoStore logos, AccessLog log, TimeProvider clock)
{
    /// <summary>A certificate has room for so many.</summary>
    public const int Most = 4;

    /// <returns>Null where the board is not the caller's.</returns>
    public async Task<(Board Board, IReadOnlyList<Logo> Logos)?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return (await boards.ListAsync(read)).FirstOrDefault(board => board.Slug == slug) is { } board && VisiblePeople.MayChange(caller, board.Slug)
            ? (board, await logos.OfBoardAsync(read, board.Id))
            : null;
    }

    public async Task<byte[]?> PngAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return (await logos.FindAsync(read, id))?.Png;
    }

    /// <returns>Its id, or why it was not added.</returns>
    public Task<(Guid Id, Problem? Refusal)> AddAsync(Caller caller, Board board, string alternativeText, byte[] png, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        return database.WriteAsync<(Guid, Problem?)>(async write =>
        {
            if (!await boards.HoldAsync(write, board.Id))
            {
                return (id, BoardProblems.Unknown);
            }

            if ((await logos.OfBoardAsync(write, board.Id)).Count >= Most)
            {
                return (id, CertificateProblems.TooManyLogos);
            }

            await logos.AddAsync(write, id, board.Id, alternativeText, png);
            await log.AddAsync(write, caller, AccessAction.LogoAdded, board: board.Slug);
            return (id, null);
        }, cancellationToken);
    }

    /// <summary>Doing it twice is doing it once.</summary>
    public Task RemoveAsync(Caller caller, Board board, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(async write =>
        {
            if (await logos.RemoveAsync(write, id, board.Id, now))
            {
                await log.AddAsync(write, caller, AccessAction.LogoRemoved, board: board.Slug);
            }
        }, cancellationToken);
    }
}
