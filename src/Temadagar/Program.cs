using Temadagar.Catalogue;
using Temadagar.CommandLine;
using Temadagar.Exports;
using Temadagar.Health;
using Temadagar.Http;
using Temadagar.Interest;
using Temadagar.MailLog;
using Temadagar.Messages;
using Temadagar.Organizers;
using Temadagar.Participants;
using Temadagar.Planning;
using Temadagar.Programme;
using Temadagar.Registrations;
using Temadagar.Schedules;
using Temadagar.Speakers;

namespace Temadagar;

public static class Program
{
    public static Task<int> Main(string[] args) => Verbs.RunAsync(args);

    /// <summary>The service, ready to start. <paramref name="replace"/> lets a test set the clock.</summary>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = Hosting.CreateBuilder(args);
        var settings = Settings.Settings.Read(builder.Configuration, builder.Environment.ContentRootPath);

        builder.Services
            .AddData(settings)
            .AddWeb(settings)
            .AddMail(settings)
            .AddThemeDays()
            .AddRegistrations()
            .AddInterest()
            .AddOrganizers(settings, builder.Environment)
            .AddParticipants()
            .AddPlanning()
            .AddSpeakers()
            .AddSchedules()
            .AddMessages()
            .AddHealth();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblems(notFoundPage: "404.html");
        app.UseStaticFrontend();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseOrganizerAccess();

        app.MapCatalogue();
        app.MapCalendarFeeds();
        app.MapRegistrations();
        app.MapMyRegistration();
        app.MapInterest();
        app.MapSession();
        app.MapAccounts();
        app.MapLog();
        app.MapOrganizerDays();
        app.MapPeople();
        app.MapSharing();
        app.MapPlanning();
        app.MapProgramme();
        app.MapSpeakers();
        app.MapSchedules();
        app.MapMySchedule();
        app.MapPortraits();
        app.MapMessages();
        app.MapMailLog();
        app.MapExports();
        app.MapHealth();
        app.MapApiDescription();
        app.MapPage("/", "index.html");
        app.MapThemeDayPage("/temadag/{slug}", "temadag.html");
        app.MapPage("/anmalan/ny", "anmalan-ny.html");
        app.MapPage("/anmalan", "anmalan.html");
        app.MapPage("/medverkande", "medverkande.html");
        app.MapPage("/intresse", "intresse.html");
        app.MapConsole();
        app.MapPage("/tillganglighet", "tillganglighet.html");
        app.MapPage("/integritet", "integritet.html");
        return app;
    }
}
