namespace Temadagar.Http;

/// <summary>What a browser may do with our pages: nothing from elsewhere, no inline script, never in a frame.</summary>
public static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var pages = Pages(camera: false);
        // Codes are read with the camera there, and nowhere else.
        var door = Pages(camera: true);
        // The API's own page (Scalar) brings inline script and style; it holds no data and no secret of anyone's.
        var documentation = new HeaderPolicyCollection()
            .AddDefaultSecurityHeaders()
            .AddReferrerPolicyNoReferrer()
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().Self();
                policy.AddScriptSrc().Self().UnsafeInline().UnsafeEval();
                policy.AddStyleSrc().Self().UnsafeInline();
                policy.AddImgSrc().Self().Data();
                policy.AddFontSrc().Self().Data();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
            });

        app.UseWhen(IsDocumentation, branch => branch.UseSecurityHeaders(documentation));
        app.UseWhen(IsDoor, branch => branch.UseSecurityHeaders(door));
        app.UseWhen(context => !IsDocumentation(context) && !IsDoor(context), branch => branch.UseSecurityHeaders(pages));
        app.Use((context, next) =>
        {
            // What an API reply says about a person stays in no cache; an endpoint that may be cached says so itself.
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers.CacheControl = "no-store";
            }

            return next(context);
        });
    }

    private static HeaderPolicyCollection Pages(bool camera) => new HeaderPolicyCollection()
        .AddDefaultSecurityHeaders()
        .AddReferrerPolicyNoReferrer()
        .AddPermissionsPolicy(policy =>
        {
            policy.AddMicrophone().None();
            policy.AddGeolocation().None();
            if (camera)
            {
                policy.AddCamera().Self();
            }
            else
            {
                policy.AddCamera().None();
            }
        })
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddScriptSrc().Self();
            policy.AddStyleSrc().Self();
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddManifestSrc().Self();
            policy.AddBaseUri().None();
            policy.AddFormAction().Self();
            policy.AddFrameAncestors().None();
        });

    private static bool IsDoor(HttpContext context) => context.Request.Path.StartsWithSegments("/incheckning", StringComparison.OrdinalIgnoreCase);

    private static bool IsDocumentation(HttpContext context) => context.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase);
}
