using Temadagar.Attendance;
using Temadagar.Catalogue;
using Temadagar.Certificates;
using Temadagar.Erasure;
using Temadagar.Exports;
using Temadagar.Handbook;
using Temadagar.Health;
using Temadagar.Http;
using Temadagar.InformationPages;
using Temadagar.Interest;
using Temadagar.Kitchen;
using Temadagar.Logs;
using Temadagar.LostLinks;
using Temadagar.MailLog;
using Temadagar.Messages;
using Temadagar.Notices;
using Temadagar.Offers;
using Temadagar.Organizers;
using Temadagar.OwnPage;
using Temadagar.Participants;
using Temadagar.Planning;
using Temadagar.ProblemTypes;
using Temadagar.ProcessingRecord;
using Temadagar.Programme;
using Temadagar.ProtectedPeople;
using Temadagar.Registrations;
using Temadagar.Releases;
using Temadagar.Schedules;
using Temadagar.SeriesAndBoards;
using Temadagar.Speakers;
using Temadagar.Statistics;
using Temadagar.SubjectAccess;
using Temadagar.Transfers;

namespace Temadagar;

/// <summary>Which address leads where.</summary>
internal static class Routes
{
    /// <summary>For anyone.</summary>
    public static void MapPublicApi(this IEndpointRouteBuilder app)
    {
        app.MapCatalogue();
        app.MapCalendarFeeds();
        app.MapRegistrations();
        app.MapInterest();
        app.MapLostLinks();
        app.MapVerification();
        app.MapNotices();
        app.MapInformationPages();
    }

    /// <summary>For whoever has the link of a mail.</summary>
    public static void MapOwnApi(this IEndpointRouteBuilder app)
    {
        app.MapMyRegistration();
        app.MapMyOffers();
        app.MapMyChanges();
        app.MapTransfers();
        app.MapMyData();
        app.MapMySchedule();
        app.MapMyCertificate();
    }

    /// <summary>For those who organize.</summary>
    public static void MapOrganizerApi(this IEndpointRouteBuilder app)
    {
        app.MapSession();
        app.MapAccounts();
        app.MapLog();
        app.MapOrganizerDays();
        app.MapPlanning();
        app.MapProgramme();
        app.MapSpeakers();
        app.MapPortraits();
        app.MapSchedules();
        app.MapPeople();
        app.MapWaitlist();
        app.MapSubjectAccess();
        app.MapErasure();
        app.MapErasureRules();
        app.MapKitchen();
        app.MapProtectedPeople();
        app.MapProcessingRecord();
        app.MapInformationPageWriting();
        app.MapSeriesEditing();
        app.MapBoards();
        app.MapReleases();
        app.MapSharing();
        app.MapCheckIns();
        app.MapAttendance();
        app.MapCertificates();
        app.MapCertificateFiles();
        app.MapLogos();
        app.MapMessages();
        app.MapMailLog();
        app.MapExports();
        app.MapStatistics();
    }

    /// <summary>For whoever watches the service or writes programs for it.</summary>
    public static void MapOperation(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapApiDescription();
        app.MapProblemTypes();
    }

    /// <summary>What people see.</summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapPage("/", "index.html");
        app.MapThemeDayPage("/temadag/{slug}", "temadag.html");
        app.MapPage("/anmalan/ny", "anmalan-ny.html");
        app.MapPage("/anmalan", "anmalan.html");
        app.MapPage("/anmalan/uppgifter", "uppgifter.html");
        app.MapPage("/bekrafta", "bekrafta.html");
        app.MapPage("/medverkande", "medverkande.html");
        app.MapPage("/intresse", "intresse.html");
        app.MapOneClick();
        app.MapPage("/intyg", "intyg.html");
        app.MapPage("/intyg/{code}", "intyg.html");
        app.MapProblemPages();
        app.MapConsole();
        HandbookPage.Map(app);
        app.MapDoorPage();
        app.MapInformationPage("/information/{language}", "information.html");
        app.MapPage("/tillganglighet", "tillganglighet.html");
        app.MapPage("/integritet", "integritet.html");
    }
}
