using Temadagar.Http;

namespace Temadagar.Boards;

/// <summary>A board as the public sees it: who organizes, how to reach them, how they treat personal data.</summary>
public sealed record OrganizerView(string Slug, string Name, string? Email, string? Phone, string? PrivacyNotice, string? PrivacyNoticeHtml)
{
    public static OrganizerView Of(Board board) =>
        new(board.Slug, board.Name, board.Email, board.Phone, board.PrivacyNotice, SafeMarkdown.ToHtml(board.PrivacyNotice));
}
