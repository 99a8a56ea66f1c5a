using Temadagar.CommandLine;
using Temadagar.Health;
using Temadagar.Http;
using Temadagar.Interest;
using Temadagar.Organizers;
using Temadagar.Telemetry;

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
            .AddOffers()
            .AddTransfers()
            .AddLostLinks()
            .AddErasure(settings)
            .AddOwnPage()
            .AddSubjectAccess()
            .AddReminders()
            .AddInterest()
            .AddOrganizers(settings, builder.Environment)
            .AddLogs()
            .AddParticipants()
            .AddAttendance()
            .AddStatistics()
            .AddPlanning()
            .AddSpeakers()
            .AddSchedules()
            .AddCertificates(settings)
            .AddMessages()
            .AddProtectedPeople()
            .AddBackups(settings)
            .AddTelemetry(builder.Configuration)
            .AddHealth();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.HideCodes("/intyg", "/api/certificates", InterestMails.PagePath);
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblems(notFoundPage: "404.html");
        app.UseStaticFrontend();
        app.UseRouting();
        app.UseHttpsForPersonalData();
        app.UseRateLimiter();
        app.UseOrganizerAccess();

        app.MapPublicApi();
        app.MapOwnApi();
        app.MapOrganizerApi();
        app.MapOperation();
        app.MapPages();
        return app;
    }

    /// <summary>What the export of certificates needs, and no server beside it: that is twenty megabytes.</summary>
    public static ServiceProvider BuildForCertificates(string[] args)
    {
        var builder = Hosting.CreateServerlessBuilder(args);
        var settings = Settings.Settings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        return builder.Services
            // What it writes, signed certificates, it does not read again.
            .AddData(settings, writesLittle: true)
            .AddThemeDays()
            .AddRegistrations()
            .AddParticipants()
            .AddCertificates(settings)
            .BuildServiceProvider();
    }
}
