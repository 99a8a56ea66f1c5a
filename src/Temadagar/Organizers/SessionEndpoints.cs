using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Temadagar.Data;
using Temadagar.Http;
using Temadagar.Mail;
using Temadagar.Texts;

namespace Temadagar.Organizers;

/// <summary>Signing in and out, and choosing the password to do it with.</summary>
public static class SessionEndpoints
{
    private static readonly Text CurrentWrong = new(
        $"Lösenordet stämmer inte. Efter {SignIn.Attempts} försök är det stopp härifrån i {SignIn.LockedMinutes} minuter.",
        $"The password is wrong. After {SignIn.Attempts} attempts nothing is taken from here for {SignIn.LockedMinutes} minutes.");

    private static readonly Text SameAsBefore = new("Välj ett annat lösenord än det du har.", "Choose another password than the one you have.");

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("Sign-in").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        session.MapPost("", SignInAsync)
            .RequireRateLimiting(RateLimits.SignIns)
            .Accepts<SignInRequest>("application/json")
            .Produces<SessionView>()
            .ProducesFaults()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        session.MapGet("", Get).ForAnyRole();
        session.MapGet("/ways", Ways);
        if (app.ServiceProvider.GetService<OidcProvider>() is not null)
        {
            // A page to go to, no call of the API.
            session.MapGet("/oidc", OidcAccess.StartAsync).RequireRateLimiting(RateLimits.SignIns).ExcludeFromDescription();
        }

        session.MapDelete("", (Delegate)SignOutAsync).Produces(StatusCodes.Status204NoContent).ForAnyRole();

        session.MapPut("/password", ChangePasswordAsync).ForAnyRole()
            .RequireRateLimiting(RateLimits.SignIns)
            .Accepts<PasswordChange>("application/json")
            .Produces<SessionView>()
            .ProducesFaults()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

        var invitation = app.MapGroup("/api/invitation").WithTags("Sign-in").RequireRateLimiting(RateLimits.Writes)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        invitation.MapGet("", OpenAsync).Produces<InvitationView>().RequiresLinkSecret();
        invitation.MapPost("", ChooseAsync)
            .Accepts<InvitationRequest>("application/json")
            .Produces<SessionView>()
            .ProducesFaults()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .RequiresLinkSecret();
    }

    /// <summary>Signs in with an address and a password. The reply sets the cookie, and holds the token that every change by cookie must carry.</summary>
    public static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            // An address that cannot be one is simply not known: the person sees the same words.
            var email = EmailAddress.Parse(body.Root.Text("email", EmailAddress.MaxLength));
            var password = body.Root.Secret("password", Passwords.MaxLength);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            return await signIn.RunAsync(email, password, RateLimits.CallerOf(context).ToString(), cancellationToken) is { } account
                ? await OpenSessionAsync(context, antiforgery, account)
                : new ProblemResult(OrganizerProblems.SignInRefused);
        }
    }

    /// <summary>How one can sign in here.</summary>
    public static Ok<SignInWays> Ways(IServiceProvider services) => TypedResults.Ok(new SignInWays(
        Password: true, services.GetService<OidcProvider>() is { } provider ? new OidcWay(provider.Name, OidcAccess.StartPath) : null));

    /// <summary>Who is signed in, and a fresh antiforgery token.</summary>
    public static Ok<SessionView> Get(HttpContext context, IAntiforgery antiforgery) => TypedResults.Ok(View(context, antiforgery));

    /// <summary>Signs out here. The cookie opens nothing after it, nor does a copy of it.</summary>
    public static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await OrganizerAccess.EndSessionAsync(context);
        await context.SignOutAsync(OrganizerAccess.CookieScheme);
        // Pages that the browser keeps as they stood, for Back. What the door needs without network is no cache in this sense.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.NoContent();
    }

    /// <summary>Changes the password of whoever is signed in, who says the one before. Every other session of the account ends. For accounts that have one, not for keys.</summary>
    public static async Task<IResult> ChangePasswordAsync(
        HttpContext context, Database database, AccountStore accounts, ChoosePassword choose, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (Caller.Cookie(context.User) is not { } cookie)
        {
            return new ProblemResult(OrganizerProblems.NotAllowed);
        }

        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            Account? account;
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                account = await accounts.FindSignedInAsync(read, cookie.Id, cookie.Stamp, cookie.Session.Id);
            }

            if (account?.PasswordHash is null)
            {
                return new ProblemResult(account is null ? OrganizerProblems.NotSignedIn : OrganizerProblems.NoPassword);
            }

            var current = body.Root.Secret("current", Passwords.MaxLength);
            var password = ReadNew(body.Root, "new", EmailAddress.Parse(account.Email)!);
            if (current.Length > 0 && password == current)
            {
                body.Root.Fault("new", SameAsBefore);
            }

            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            var (changed, refusal) = await choose.ChangeAsync(account, current, password, RateLimits.CallerOf(context).ToString(), cancellationToken);
            if (refusal == OrganizerProblems.CurrentPasswordWrong)
            {
                body.Root.Fault("current", CurrentWrong);
            }

            return changed is null ? new ProblemResult(refusal!, body.Faults.Any ? body.Faults : null) : await OpenSessionAsync(context, antiforgery, changed);
        }
    }

    /// <summary>What an invitation is for.</summary>
    public static async Task<IResult> OpenAsync(
        HttpRequest request, Database database, Invite invite, AccountStore accounts, CancellationToken cancellationToken)
    {
        await using var read = await database.OpenReadAsync(cancellationToken);
        var (invitation, account) = await FindAsync(read, request, invite, accounts);
        return invitation is null
            ? new ProblemResult(OrganizerProblems.InvitationNotValid)
            : TypedResults.Ok(new InvitationView(account?.Name, account?.Email, First: account is null));
    }

    /// <summary>Chooses a password, which uses the invitation up, and signs in. The first administrator gives name and address too.</summary>
    public static async Task<IResult> ChooseAsync(
        HttpContext context, Database database, Invite invite, AccountStore accounts, ChoosePassword choose, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request);
        if (body is null)
        {
            return unreadable!;
        }

        using (body)
        {
            Invitation? invitation;
            Account? account;
            await using (var read = await database.OpenReadAsync(cancellationToken))
            {
                (invitation, account) = await FindAsync(read, context.Request, invite, accounts);
            }

            if (invitation is null)
            {
                return new ProblemResult(OrganizerProblems.InvitationNotValid);
            }

            var name = account is null ? body.Root.Text("name", AccountInput.MaxNameLength) : account.Name;
            var email = account is null ? EmailInput.Read(body.Root) : EmailAddress.Parse(account.Email)!;
            var password = ReadNew(body.Root, "password", email);
            body.Root.RefuseOthers();
            if (body.Faults.Any)
            {
                return new ProblemResult(Problem.InvalidInput, body.Faults);
            }

            var chosen = account is null
                ? await choose.FirstAsync(invitation, name, email, password, cancellationToken)
                : await choose.RunAsync(invitation, account, password, cancellationToken);
            return chosen is null
                ? new ProblemResult(OrganizerProblems.InvitationNotValid)
                : await OpenSessionAsync(context, antiforgery, chosen);
        }
    }

    private static string ReadNew(JsonFields fields, string name, EmailAddress email)
    {
        var password = fields.Secret(name, Passwords.MaxLength);
        if (password.Length > 0 && Passwords.Fault(password, email.Normalized) is { } fault)
        {
            fields.Fault(name, fault);
        }

        return password;
    }

    private static async Task<(Invitation? Invitation, Account? Account)> FindAsync(Read read, HttpRequest request, Invite invite, AccountStore accounts)
    {
        if (await invite.OpenAsync(read, Bearer.Secret(request)) is not { } invitation)
        {
            return (null, null);
        }

        if (invitation.AccountId is { } id)
        {
            return await accounts.FindAsync(read, id) is { DisabledAt: null } account ? (invitation, account) : (null, null);
        }

        return await accounts.AnyAsync(read) ? (null, null) : (invitation, null);
    }

    private static async Task<IResult> OpenSessionAsync(HttpContext context, IAntiforgery antiforgery, Account account)
    {
        // The one before would go on for whoever has a copy of its cookie.
        await OrganizerAccess.EndSessionAsync(context);
        var principal = OrganizerAccess.NewSession(context, account);
        await context.SignInAsync(OrganizerAccess.CookieScheme, principal);
        // The token is bound to who has signed in.
        context.User = principal;
        return TypedResults.Ok(View(context, antiforgery));
    }

    private static SessionView View(HttpContext context, IAntiforgery antiforgery)
    {
        var caller = Caller.Of(context.User);
        // What antiforgery would set itself, and warn that it did, at every sign-in.
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers.Pragma = "no-cache";
        return new SessionView(
            caller.Id, caller.Name, caller.Role, caller.Board, caller.HandlesProtected, caller.PasswordChosen,
            caller.Kind == CallerKind.Account ? antiforgery.GetAndStoreTokens(context).RequestToken : null,
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}

/// <param name="Oidc">Null where no provider is set up.</param>
public sealed record SignInWays(bool Password, OidcWay? Oidc);

/// <param name="Name">What people call the provider.</param>
/// <param name="Start">The path to open in a browser.</param>
public sealed record OidcWay(string Name, string Start);

public sealed record SignInRequest([property: Length(1, EmailAddress.MaxLength)] string Email, [property: Length(1, Passwords.MaxLength)] string Password);

/// <param name="Current">The one that one has. A wrong one counts as an attempt to sign in.</param>
/// <param name="New">12 to 200 characters, not one that is easy to guess.</param>
public sealed record PasswordChange([property: Length(1, Passwords.MaxLength)] string Current, [property: Length(Passwords.MinLength, Passwords.MaxLength)] string New);

/// <param name="Name">Only for the first administrator, like the address.</param>
/// <param name="Password">12 to 200 characters, not one that is easy to guess.</param>
public sealed record InvitationRequest(
    [property: Length(Passwords.MinLength, Passwords.MaxLength)] string Password, [property: MaxLength(AccountInput.MaxNameLength)] string? Name = null, [property: MaxLength(EmailAddress.MaxLength)] string? Email = null);

/// <param name="Id">Of the account or the key.</param>
/// <param name="Board">The slug of one's board; null for an administrator.</param>
/// <param name="PasswordChosen">Whether the account has a password, which its owner can then change.</param>
/// <param name="Token">Goes back in the header X-Csrf-Token with every change made by cookie; null for an API key, which needs none.</param>
/// <param name="Now">By the service's clock: what is done without network is told of afterwards with its time, and the caller's clock may be wrong.</param>
public sealed record SessionView(Guid? Id, string Name, Role Role, string? Board, bool HandlesProtected, bool PasswordChosen, string? Token, DateTimeOffset Now);

/// <param name="First">Whether it makes the first administrator, who then gives name and address.</param>
public sealed record InvitationView(string? Name, string? Email, bool First);
