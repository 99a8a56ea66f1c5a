using System.Globalization;
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
/// <param name="PasswordChosen">Whether the account has a password; an API key never has.</param>
/// <param name="Board">The slug of its board; null only for an administrator of all.</param>
public sealed record Caller(CallerKind Kind, Guid? Id, string Name, Role Role, string? Board, bool HandlesProtected = false, bool PasswordChosen = false)
{
    public static readonly Caller Operator = new(CallerKind.Operator, null, "operator", Role.Administrator, null);

    /// <summary>Whoever fails to sign in. May nothing.</summary>
    public static readonly Caller Stranger = new(CallerKind.Account, null, "stranger", Role.Reader, null);

    /// <summary>The slug of the board whose days the caller sees; null, and only for an administrator: all.</summary>
    public string? SeenBoard => Role == Role.Administrator ? null : Board ?? throw new InvalidOperationException("All but administrators belong to a board.");

    // Claims of these names, so that antiforgery tokens are bound to the one who signed in.
    private const string IdClaim = ClaimTypes.NameIdentifier;
    private const string KindClaim = "kind";
    private const string BoardClaim = "board";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";
    private const string SinceClaim = "since";
    private const string ProtectedClaim = "protected";
    private const string PasswordClaim = "password";

    public static Caller Of(Account account) => new(
        CallerKind.Account, account.Id, account.Name, account.Role, account.Board, account.HandlesProtected && Account.MayHandleProtected(account.Role), account.PasswordHash is not null);

    public static Caller Of(ApiKey key) => new(CallerKind.ApiKey, key.Id, key.Name, key.Role, key.Board);

    public static Caller Of(ClaimsPrincipal principal) => new(
        Enum.Parse<CallerKind>(Value(principal, KindClaim)!),
        Guid.Parse(Value(principal, IdClaim)!),
        Value(principal, ClaimTypes.Name)!,
        Enum.Parse<Role>(Value(principal, ClaimTypes.Role)!),
        Value(principal, BoardClaim),
        Value(principal, ProtectedClaim) is not null,
        Value(principal, PasswordClaim) is not null);

    /// <param name="cookie">Of a sign-in: the account's stamp then, and which session it is.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, (Guid Stamp, SignInSession Session)? cookie = null)
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

        if (PasswordChosen)
        {
            claims.Add(new Claim(PasswordClaim, ""));
        }

        if (cookie is var (stamp, session))
        {
            claims.Add(new Claim(StampClaim, stamp.ToString()));
            claims.Add(new Claim(SessionClaim, session.Id.ToString()));
            claims.Add(new Claim(SinceClaim, session.Since.ToString("O", CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>What a cookie was made from.</summary>
    public static (Guid Id, Guid Stamp, SignInSession Session)? Cookie(ClaimsPrincipal? principal) =>
        principal is not null && Guid.TryParse(Value(principal, IdClaim), out var id) && Guid.TryParse(Value(principal, StampClaim), out var stamp)
        && Guid.TryParse(Value(principal, SessionClaim), out var session)
        && DateTimeOffset.TryParseExact(Value(principal, SinceClaim), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)
            ? (id, stamp, new SignInSession(session, since))
            : null;

    private static string? Value(ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value;
}
