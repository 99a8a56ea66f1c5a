using System.Security.Claims;

namespace Temadagar.Organizers;

public enum CallerKind
{
    Account,
    ApiKey,

    /// <summary>Whoever runs the program's verbs.</summary>
    Operator,
}

/// <summary>Who calls: an account that has signed in, or an API key.</summary>
/// <param name="HandlesProtected">Whether the caller may handle people with protected identity; an API key never may.</param>
/// <param name="Board">The slug of its board; null only for an administrator of all.</param>
public sealed record Caller(CallerKind Kind, Guid? Id, string Name, Role Role, string? Board, bool HandlesProtected = false)
{
    public static readonly Caller Operator = new(CallerKind.Operator, null, "operator", Role.Administrator, null);

    /// <summary>The slug of the board whose days the caller sees; null, and only for an administrator: all.</summary>
    public string? SeenBoard => Role == Role.Administrator ? null : Board ?? throw new InvalidOperationException("All but administrators belong to a board.");

    // Claims of these names, so that antiforgery tokens are bound to the one who signed in.
    private const string IdClaim = ClaimTypes.NameIdentifier;
    private const string KindClaim = "kind";
    private const string BoardClaim = "board";
    private const string StampClaim = "stamp";
    private const string ProtectedClaim = "protected";

    public static Caller Of(Account account) => new(CallerKind.Account, account.Id, account.Name, account.Role, account.Board, account.HandlesProtected && Account.MayHandleProtected(account.Role));

    public static Caller Of(ApiKey key) => new(CallerKind.ApiKey, key.Id, key.Name, key.Role, key.Board);

    public static Caller Of(ClaimsPrincipal principal) => new(
        Enum.Parse<CallerKind>(Value(principal, KindClaim)!),
        Guid.Parse(Value(principal, IdClaim)!),
        Value(principal, ClaimTypes.Name)!,
        Enum.Parse<Role>(Value(principal, ClaimTypes.Role)!),
        Value(principal, BoardClaim),
        Value(principal, ProtectedClaim) is not null);

    /// <param name="stamp">The account's stamp when it signed in.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, Guid? stamp = null)
    {
        List<Claim> claims = [new(IdClaim, Id.ToString()!), new(KindClaim, Kind.ToString()), new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Role.ToString())];
        if (Board is not null)
        {
            claims.Add(new Claim(BoardClaim, Board));
        }

        if (HandlesProtected)
        {
            claims.Add(new Claim(ProtectedClaim, ""));
        }

        if (stamp is { } value)
        {
            claims.Add(new Claim(StampClaim, value.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The id and stamp that a cookie was made from.</summary>
    public static (Guid Id, Guid Stamp)? Stamped(ClaimsPrincipal? principal) =>
        principal is not null && Guid.TryParse(Value(principal, IdClaim), out var id) && Guid.TryParse(Value(principal, StampClaim), out var stamp)
            ? (id, stamp)
            : null;

    private static string? Value(ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value;
}
