using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Temadagar.Data;
using Temadagar.Http;

namespace Temadagar.Organizers;

/// <summary>Knows a program by <c>Authorization: Bearer</c> and an API key (RFC 6750).</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Database database, ApiKeyStore keys, RefusalLog refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Bearer.Secret(Request) is not { Length: > 0 } secret)
        {
            return AuthenticateResult.NoResult();
        }

        await using var read = await database.OpenReadAsync(Context.RequestAborted);
        if (await keys.FindByHashAsync(read, ApiKey.HashOf(secret)) is { } key)
        {
            return AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(key).ToPrincipal(Scheme.Name), Scheme.Name));
        }

        refusals.Note(Context, "api-key-not-known");
        return AuthenticateResult.Fail("The key is not known.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => new ProblemResult(OrganizerProblems.NotSignedIn).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => new ProblemResult(OrganizerProblems.NotAllowed).ExecuteAsync(Context);
}
