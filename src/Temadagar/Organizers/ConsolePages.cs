using Temadagar.Http;

namespace Temadagar.Organizers;

/// <summary>The organizers' console: one page whose script shows what its address asks for.</summary>
public static class ConsolePages
{
    // js/console/start.js has the same list.
    private static readonly string[] Addresses =
    [
        "/arrangor", "/arrangor/temadag/{slug}", "/arrangor/temadag/{slug}/anmal", "/arrangor/temadag/{slug}/delning", "/arrangor/temadag/{slug}/lista",
        "/arrangor/temadag/{slug}/vantelista", "/arrangor/temadag/{slug}/kost", "/arrangor/temadag/{slug}/radering", "/arrangor/temadag/{slug}/skyddade", "/arrangor/temadag/{slug}/utlamnande", "/arrangor/temadag/{slug}/narvaro", "/arrangor/temadag/{slug}/intyg",
        "/arrangor/temadag/{slug}/redigera", "/arrangor/temadag/{slug}/meddelande", "/arrangor/temadag/{slug}/program", "/arrangor/temadag/{slug}/scheman",
        "/arrangor/ny-temadag", "/arrangor/statistik", "/arrangor/gallring", "/arrangor/medverkande", "/arrangor/medverkande/{id:guid}",
        "/arrangor/anmalan/{id:guid}", "/arrangor/anmalan/{id:guid}/uppgifter", "/arrangor/mejl", "/arrangor/mejl/{id:guid}", "/arrangor/arrangorer", "/arrangor/informationssidor", "/arrangor/konton", "/arrangor/logg", "/arrangor/byt-losenord",
    ];

    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        foreach (var address in Addresses)
        {
            app.MapPage(address, "arrangor.html");
        }

        app.MapPage("/arrangor/losenord", "arrangor-losenord.html");
    }
}
