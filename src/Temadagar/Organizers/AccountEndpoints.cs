using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Boards;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>Accounts and API keys, for administrators.</summary>
public static class AccountEndpoints
{
    private static readonly Text NotForRole = new("Bara arrangörer och administratörer kan hantera skyddade personuppgifter.", "Only organizers and administrators can handle protected identities.");

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api/organizer/accounts").WithTags("Accounts").For().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        accounts.MapGet("", ListAsync);
        accounts.MapPost("", AddAsync).Accepts<AccountRequest>("application/json").Produces<InvitedAccountView>(StatusCodes.Status201Created)
            .ProducesFaults().ProducesProblem(StatusCodes.Status409Conflict);
        accounts.MapPut("/{id:guid}", ChangeAsync).Accepts<AccountChange>("application/json").Produces<AccountView>()
            .ProducesFaults().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        accounts.MapPost("/{id:guid}/invitation", InviteAsync).Produces<InvitationAddress>().ProducesProblem(StatusCodes.Status404NotFound);

        var keys = app.MapGroup("/api/organizer/api-keys").WithTags("Accounts").For().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        keys.MapGet("", ListKeysAsync);
        keys.MapPost("", CreateKeyAsync).Accepts<ApiKeyRequest>("application/json").Produces<NewApiKeyView>(StatusCodes.Status201Created).ProducesFaults();
        keys.MapDelete("/{id:guid}", RevokeKeyAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>All accounts, by name.</summary>
    public static async Task<Ok<IEnumerable<AccountView>>> ListAsync(Database database, AccountStore accounts, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return TypedResults.Ok((await accounts.ListAsync(read)).Select(AccountView.Of));
    }

    /// <summary>Adds an account. The reply holds the address where its owner chooses a password: hand it over yourself, it is shown once.</summary>
    public static async Task<IResult> AddAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, ManageAccounts manage, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var (name, role, board) = await ReadAsync(body.Root, database, boards, cancellationToken);
            var email = EmailInput.Read(body.Root);
            var handlesProtected = HandlesProtected(body.Root, role);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await OfBoardAsync(async () => await manage.AddAsync(Caller.Of(user), name, email, role, board, handlesProtected, cancellationToken) is { } added
                ? TypedResults.Created($"/api/organizer/accounts/{added.Account.Id}", new InvitedAccountView(AccountView.Of(added.Account), added.Invitation))
                : new ProblemResult(OrganizerProblems.AddressTaken));
        }
    }

    /// <summary>Changes name, role, board, or whether it may be used. It holds at the account's next call.</summary>
    public static async Task<IResult> ChangeAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, ManageAccounts manage, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var (name, role, board) = await ReadAsync(body.Root, database, boards, cancellationToken);
            var disabled = body.Root.Flag("disabled");
            var handlesProtected = HandlesProtected(body.Root, role);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await OfBoardAsync(async () =>
            {
                var (changed, refusal) = await manage.ChangeAsync(Caller.Of(user), id, name, role, board, disabled, handlesProtected, cancellationToken);
                return changed is not null ? TypedResults.Ok(AccountView.Of(changed)) : new ProblemResult(refusal!);
            });
        }
    }

    /// <summary>A new one-time address to choose a password; the one before stops working. Whom the provider has linked to the account is forgotten.</summary>
    public static async Task<IResult> InviteAsync(Guid id, ClaimsPrincipal user, AccountStore accounts, ManageAccounts manage, CancellationToken cancellationToken) =>
        await manage.InviteAsync(Caller.Of(user), write => accounts.FindAsync(write, id), cancellationToken) is { } address
            ? TypedResults.Ok(new InvitationAddress(address))
            : new ProblemResult(Problem.NotFound);

    /// <summary>All API keys, revoked ones too.</summary>
    public static async Task<Ok<IReadOnlyList<ApiKey>>> ListKeysAsync(Database database, ApiKeyStore keys, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return TypedResults.Ok(await keys.ListAsync(read));
    }

    /// <summary>Makes an API key. The key is in this reply and nowhere else.</summary>
    public static async Task<IResult> CreateKeyAsync(
        HttpContext context, ClaimsPrincipal user, Database database, BoardStore boards, ManageAccounts manage, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            var (name, role, board) = await ReadAsync(body.Root, database, boards, cancellationToken);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await OfBoardAsync(async () =>
            {
                var (key, secret) = await manage.CreateKeyAsync(Caller.Of(user), name, role, board, cancellationToken);
                return TypedResults.Created($"/api/organizer/api-keys/{key.Id}", new NewApiKeyView(key.Id, key.Name, key.Role, key.Board, secret));
            });
        }
    }

    /// <summary>Ends an API key.</summary>
    public static async Task<IResult> RevokeKeyAsync(Guid id, ClaimsPrincipal user, ManageAccounts manage, CancellationToken cancellationToken) =>
        await manage.RevokeKeyAsync(Caller.Of(user), id, cancellationToken) ? TypedResults.NoContent() : new ProblemResult(Problem.NotFound);

    private static async Task<IResult> OfBoardAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (BoardGoneException)
        {
            return new ProblemResult(Problem.InvalidInput, Board.Gone());
        }
    }

    private static bool HandlesProtected(JsonFields fields, Role role)
    {
        var handles = fields.Flag("handlesProtected");
        if (handles && !Account.MayHandleProtected(role))
        {
            fields.Fault("handlesProtected", NotForRole);
        }

        return handles;
    }

    private static async Task<(string Name, Role Role, string? Board)> ReadAsync(
        JsonFields fields, Database database, BoardStore boards, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        return AccountInput.Read(fields, await boards.ListAsync(read));
    }
}

/// <param name="Board">The slug of a board; left out for an administrator.</param>
/// <param name="HandlesProtected">Whether its owner may handle people with protected identity.</param>
public sealed record AccountRequest(
    [property: Length(1, AccountInput.MaxNameLength)] string Name, [property: Length(1, EmailAddress.MaxLength)] string Email, Role Role, [property: MaxLength(JsonFields.WordLength)] string? Board = null,
    bool HandlesProtected = false);

/// <param name="Disabled">Whether it may no longer be used.</param>
public sealed record AccountChange(
    [property: Length(1, AccountInput.MaxNameLength)] string Name, Role Role, [property: MaxLength(JsonFields.WordLength)] string? Board = null, bool Disabled = false, bool HandlesProtected = false);

public sealed record ApiKeyRequest([property: Length(1, AccountInput.MaxNameLength)] string Name, Role Role, [property: MaxLength(JsonFields.WordLength)] string? Board = null);

/// <param name="PasswordChosen">Whether its owner has chosen a password.</param>
public sealed record AccountView(
    Guid Id, string Name, string Email, Role Role, string? Board, bool PasswordChosen, bool Disabled, DateTimeOffset CreatedAt, bool HandlesProtected)
{
    public static AccountView Of(Account account) => new(
        account.Id, account.Name, account.Email, account.Role, account.Board, account.PasswordHash is not null, account.DisabledAt is not null,
        account.CreatedAt, account.HandlesProtected);
}

/// <param name="Invitation">The address where the owner chooses a password, for three days.</param>
public sealed record InvitedAccountView(AccountView Account, string Invitation);

public sealed record InvitationAddress(string Invitation);

/// <param name="Key">Shown this once.</param>
public sealed record NewApiKeyView(Guid Id, string Name, Role Role, string? Board, string Key);
