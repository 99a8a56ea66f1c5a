using Temadagar.Boards;
using Temadagar.Http;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>The fields that accounts and API keys have in common.</summary>
public static class AccountInput
{
    public const int MaxNameLength = 100;

    private static readonly Text NoName = new("Ange ett namn.", "Give a name.");
    private static readonly Text NoBoard = new("Välj vilken myndighet kontot hör till.", "Choose which board the account belongs to.");
    private static readonly Text BoardTooMany = new("En administratör hör till alla.", "An administrator belongs to all.");

    public static (string Name, Role Role, string? Board) Read(JsonFields fields, IEnumerable<Board> boards)
    {
        var name = fields.Text("name", MaxNameLength);
        var role = fields.Choice<Role>("role", out var chosen);
        var board = fields.OptionalText("board", JsonFields.WordLength);
        if (chosen && BoardFault(role, board, boards) is { } fault)
        {
            fields.Fault("board", fault);
        }

        return (name, role, board);
    }

    /// <summary>A name as a form takes it: one line.</summary>
    /// <returns>Null with what is wrong with it.</returns>
    public static string? CleanName(string text, out Text? fault)
    {
        var name = PlainText.Clean(text, MaxNameLength, out fault);
        if (name is not "")
        {
            return name;
        }

        fault = NoName;
        return null;
    }

    /// <summary>What is wrong with a board for that role, or null.</summary>
    public static Text? BoardFault(Role role, string? board, IEnumerable<Board> boards) =>
        role == Role.Administrator ? (board is null ? null : BoardTooMany)
        : board is null ? NoBoard
        : boards.Any(each => each.Slug == board) ? null : Board.Unknown;
}
