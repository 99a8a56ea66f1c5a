using System.ComponentModel.DataAnnotations;
using Temadagar.Boards;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Texts;

namespace Temadagar.SeriesAndBoards;

/// <summary>A board as an administrator edits it: what this gives can be put back as it is.</summary>
/// <param name="Slug">Read-only: accounts, keys and the log name the board by it.</param>
/// <param name="Email">For whoever has a question, or must not leave an address: anyone sees it.</param>
/// <param name="Phone">As <paramref name="Email"/>.</param>
/// <param name="PrivacyNotice">Markdown: what the board tells those it collects data from (GDPR art. 13); null: it has none.</param>
/// <param name="Version">Read-only. Also the ETag.</param>
/// <param name="Position">Read-only: the order in which the boards are named.</param>
public sealed record EditedBoard(string Slug, string Name, string? Email, string? Phone, string? PrivacyNotice, int Version, int Position)
{
    public static EditedBoard Of(Board board) => new(board.Slug, board.Name, board.Email, board.Phone, board.PrivacyNotice, board.Version, board.Position);
}

/// <param name="Name">Up to 200 characters.</param>
/// <param name="Email">An address that someone reads.</param>
/// <param name="Phone">In digits; a switchboard's will do.</param>
/// <param name="PrivacyNotice">Markdown, up to 20,000 characters.</param>
public record BoardRequest(
    [property: Length(1, Board.MaxNameLength)] string Name, [property: MaxLength(EmailAddress.MaxLength)] string? Email = null,
    [property: MaxLength(PhoneInput.MaxLength), RegularExpression(PhoneInput.Pattern)] string? Phone = null, [property: MaxLength(Board.MaxPrivacyNoticeLength)] string? PrivacyNotice = null)
{
    private static readonly Text NoName = new("Skriv vad arrangören heter.", "Write what the organizer is called.");

    /// <summary>Not to be used if the fields' <see cref="JsonFields.Faults"/> has any.</summary>
    public static BoardRequest Read(JsonFields fields)
    {
        fields.Ignore("slug", "version", "position");
        return ReadRest(fields);
    }

    protected static BoardRequest ReadRest(JsonFields fields)
    {
        var read = new BoardRequest(
            fields.Text("name", Board.MaxNameLength, NoName), EmailInput.ReadOptional(fields)?.Address, PhoneInput.Read(fields), fields.OptionalMarkdown("privacyNotice", Board.MaxPrivacyNoticeLength));
        fields.RefuseOthers();
        return read;
    }

    public Board On(Board board) => board with { Name = Name, Email = Email, Phone = Phone, PrivacyNotice = PrivacyNotice };
}

/// <param name="Slug">The board's part of addresses: a-z, digits and hyphens. It never changes.</param>
/// <param name="Name">Up to 200 characters.</param>
/// <param name="Email">An address that someone reads.</param>
/// <param name="Phone">In digits; a switchboard's will do.</param>
/// <param name="PrivacyNotice">Markdown, up to 20,000 characters.</param>
public sealed record NewBoardRequest(
    [property: Length(1, SlugInput.MaxLength)] string Slug, string Name, string? Email = null, string? Phone = null, string? PrivacyNotice = null) : BoardRequest(Name, Email, Phone, PrivacyNotice)
{
    /// <inheritdoc cref="BoardRequest.Read"/>
    public static new NewBoardRequest Read(JsonFields fields)
    {
        var slug = SlugInput.Read(fields);
        var rest = ReadRest(fields);
        return new NewBoardRequest(slug, rest.Name, rest.Email, rest.Phone, rest.PrivacyNotice);
    }
}
