using System.Net;

namespace Temadagar.Tests.Infrastructure;

/// <summary>A browser that goes from site to site, with its cookies.</summary>
public sealed class Tabs : IDisposable
{
    private readonly HttpClient outside = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Tabs(TestService service) =>
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = service.Address };

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client { get; }

    /// <summary>The callback's address, as the provider gave it.</summary>
    public async Task<Uri> ToCallbackAsync(string start = "/api/session/oidc")
    {
        using var off = await Client.GetAsync(start);
        Assert.True(off.StatusCode == HttpStatusCode.Found, await off.Content.ReadAsStringAsync());
        using var back = await outside.GetAsync(off.Headers.Location);
        Assert.True(back.StatusCode == HttpStatusCode.Found, await back.Content.ReadAsStringAsync());
        return back.Headers.Location!;
    }

    /// <summary>Where one ends up.</summary>
    public async Task<string> SignInAsync() => await FinishAsync(await ToCallbackAsync());

    public async Task<string> FinishAsync(Uri callback)
    {
        using var response = await Client.GetAsync(callback);
        Assert.True(response.StatusCode == HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }

    /// <summary>Loses a cookie.</summary>
    public void Forget(string name) => Cookies.GetAllCookies().Where(cookie => cookie.Name == name).ToList().ForEach(cookie => cookie.Expired = true);

    public void Dispose()
    {
        Client.Dispose();
        outside.Dispose();
    }
}
