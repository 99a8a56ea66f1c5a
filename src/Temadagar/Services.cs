using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Temadagar.Attendance;
using Temadagar.Backups;
using Temadagar.Boards;
using Temadagar.Catalogue;
using Temadagar.Certificates;
using Temadagar.Certificates.Drawing;
using Temadagar.Data;
using Temadagar.Erasure;
using Temadagar.Exports;
using Temadagar.Handbook;
using Temadagar.Http;
using Temadagar.InformationPages;
using Temadagar.Interest;
using Temadagar.Kitchen;
using Temadagar.Links;
using Temadagar.Logs;
using Temadagar.LostLinks;
using Temadagar.Mail;
using Temadagar.MailLog;
using Temadagar.Messages;
using Temadagar.Needs;
using Temadagar.Offers;
using Temadagar.Organizers;
using Temadagar.OwnPage;
using Temadagar.Participants;
using Temadagar.Planning;
using Temadagar.Printing;
using Temadagar.Programme;
using Temadagar.ProtectedPeople;
using Temadagar.Registrations;
using Temadagar.Releases;
using Temadagar.Reminders;
using Temadagar.Schedules;
using Temadagar.Seeds;
using Temadagar.Series;
using Temadagar.SeriesAndBoards;
using Temadagar.Settings;
using Temadagar.Speakers;
using Temadagar.Statistics;
using Temadagar.SubjectAccess;
using Temadagar.Templating;
using Temadagar.ThemeDays;
using Temadagar.Transfers;
using Temadagar.Waitlist;

namespace Temadagar;

/// <summary>What the program is put together from.</summary>
internal static class Services
{
    // Beside the program, wherever it was built or published to.
    private static readonly string Beside = AppContext.BaseDirectory;

    /// <param name="writesLittle">Then SQLite's writer keeps 2 MiB of the file in memory instead of 32.</param>
    public static IServiceCollection AddData(this IServiceCollection services, Settings.Settings settings, bool writesLittle = false)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Migrations(Path.Combine(Beside, "sql")));
        services.AddSingleton<Database>(provider =>
        {
            var migrations = provider.GetRequiredService<Migrations>();
            return settings.Database.Provider == DatabaseProvider.SqlServer
                ? new SqlServerDatabase(settings.Database.Source, migrations, provider.GetRequiredService<TimeProvider>())
                : writesLittle ? new SqliteDatabase(settings.Database.Source, migrations, writerCache: 2 * 1024)
                : new SqliteDatabase(settings.Database.Source, migrations);
        });
        services.AddSingleton(_ => settings.Site.LinkKey is { } key ? new LinkKey(key) : LinkKey.FromFile(settings.LinkKeyFile));
        services.AddSingleton<PersonalLinks>();
        services.AddKeys(settings);
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }

    public static IServiceCollection AddWeb(this IServiceCollection services, Settings.Settings settings)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.Converters.Add(new SwedishTime());
        });
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = settings.Site.TrustedProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            settings.Site.TrustedProxies.ToList().ForEach(options.KnownIPNetworks.Add);
        });
        services.AddSingleton(settings.Notices);
        services.AddRateLimits(settings.Limits.RegistrationsPerMinute, settings.Limits.SignInsPerMinute, settings.Limits.VerificationsPerMinute);
        services.AddSingleton(_ => new PlaceLimit(settings.Limits.RegistrationsPerMinute));
        services.AddSingleton<RefusalLog>();
        services.AddPages();
        services.AddSingleton<HandbookPage>();
        services.AddApiDescription(ApiTags.All);
        services.AddSingleton(provider => new PublicAddress(settings.Site.PublicAddress, provider.GetRequiredService<IServer>(), provider.GetRequiredService<IConfiguration>()["urls"]));
        services.AddSingleton<JsonReplies>();
        services.AddSingleton<Idempotency>();
        services.AddHostedService<IdempotencyCleaner>();
        return services;
    }

    public static IServiceCollection AddMail(this IServiceCollection services, Settings.Settings settings)
    {
        services.AddSingleton(settings.Mail.From);
        services.AddSingleton<MessageBuilder>();
        services.AddSingleton(_ => new MailTemplates(Path.Combine(Beside, "templates", "mail")));
        services.AddSingleton<IMailTransport>(_ => settings.Mail.Smtp is { } smtp ? new SmtpTransport(smtp) : new FileTransport(settings.Mail.Directory));
        services.AddSingleton<Outbox>();
        services.AddSingleton<MailComposers>();
        services.AddHostedService<MailDispatcher>();
        services.AddHostedService<OutboxWatch>();
        return services;
    }

    public static IServiceCollection AddThemeDays(this IServiceCollection services) => services
        .AddSingleton<SeriesStore>()
        .AddSingleton<BoardStore>()
        .AddSingleton<InformationPageStore>()
        .AddSingleton<ThemeDayStore>()
        .AddSingleton<PlaceStore>()
        .AddSingleton<RememberedDays>()
        .AddSingleton<AddThemeDay>()
        .AddSingleton<ProgrammeStore>()
        .AddSingleton<DayList>()
        .AddSingleton<ThemeDayPages>()
        .AddSingleton<CalendarFeeds>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<LoadSeed>(provider, Path.Combine(Beside, "seeds")));

    public static IServiceCollection AddRegistrations(this IServiceCollection services) => services
        .AddSingleton(_ => new Municipalities(Path.Combine(Beside, "seeds", "municipalities.csv")))
        .AddSingleton<PersonInput>()
        .AddSingleton<SubmissionInput>()
        .AddSingleton<WaitlistStore>()
        .AddSingleton<WaitlistBell>()
        .AddSingleton<EndWait>()
        .AddSingleton<NeedsStore>()
        .AddSingleton<RegistrationStore>()
        .AddSingleton<FillPersonKeys>()
        .AddSingleton<RegistrationMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<RegistrationMails>())
        .AddSingleton<Register>()
        .AddSingleton<CancelRegistration>()
        .AddSingleton<TakePlaces>()
        .AddSingleton<Alternatives>()
        .AddSingleton<TellAnew>()
        .AddSingleton<ChangeOwn>()
        .AddSingleton<RegistrationLinks>();

    public static IServiceCollection AddOwnPage(this IServiceCollection services) => services
        .AddSingleton<MyRegistrations>()
        .AddSingleton<OwnDeed>()
        .AddSingleton<CorrectOwnDetails>()
        .AddSingleton<ChangeNeeds>()
        .AddSingleton<ChangeParticipation>()
        .AddSingleton<StopWaiting>()
        .AddSingleton<RenewLink>();

    public static IServiceCollection AddSubjectAccess(this IServiceCollection services) => services
        .AddSingleton<OwnDataStore>()
        .AddSingleton<OwnLooks>()
        .AddSingleton<OwnData>()
        .AddSingleton<DiscloseData>();

    public static IServiceCollection AddTransfers(this IServiceCollection services) => services
        .AddSingleton<TransferStore>()
        .AddSingleton<TransferLinks>()
        .AddSingleton<TransferMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<TransferMails>())
        .AddSingleton<AskTransfer>()
        .AddSingleton<AnswerTransfer>()
        .AddSingleton<TransferClock>()
        .AddHostedService(provider => provider.GetRequiredService<TransferClock>());

    public static IServiceCollection AddBackups(this IServiceCollection services, Settings.Settings settings) => services
        .AddSingleton(settings.Backup)
        .AddSingleton(new BackupPlaces(settings.Database.Source, settings.LinkKeyFile, settings.KeyDirectory, settings.ErasureLedger))
        .AddSingleton<BackupFolder>()
        .AddSingleton<CreateBackup>()
        .AddSingleton<VerifyBackup>()
        .AddSingleton<RestoreBackup>()
        .AddHostedService<BackupClock>();

    public static IServiceCollection AddErasure(this IServiceCollection services, Settings.Settings settings) => services
        .AddSingleton<ErasureRequestStore>()
        .AddSingleton<ErasureMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<ErasureMails>())
        .AddSingleton<AskErasure>()
        .AddSingleton<WriteErasureWish>()
        .AddSingleton<AnswerErasure>()
        .AddSingleton<SubmitterStore>()
        .AddSingleton<ForgetSubmitter>()
        .AddSingleton<HandleErasure>()
        .AddSingleton<ErasureRuleStore>()
        .AddSingleton<ErasureReportStore>()
        .AddSingleton<PersonalDataStore>()
        .AddSingleton(_ => new ErasureLedger(settings.ErasureLedger))
        .AddSingleton<EraseRequested>()
        .AddSingleton(_ => new ErasureReportDocument(new FactSheet(Path.Combine(Beside, "fonts"))))
        .AddSingleton<EraseDue>()
        .AddSingleton<ManageErasureRules>()
        .AddSingleton<ErasureClock>()
        .AddHostedService(provider => provider.GetRequiredService<ErasureClock>());

    public static IServiceCollection AddLostLinks(this IServiceCollection services) => services
        .AddSingleton<LostLinkStore>()
        .AddHostedService<SendLinks>();

    public static IServiceCollection AddOffers(this IServiceCollection services) => services
        .AddSingleton<OfferPlaces>()
        .AddSingleton<AnswerOffer>()
        .AddSingleton<LeaveWaitlist>()
        .AddSingleton<ExpireOffers>()
        .AddSingleton<CloseWaitlist>()
        .AddSingleton<WaitlistReader>()
        .AddSingleton<ReadWaitlist>()
        .AddSingleton<ManageWaitlist>()
        .AddHostedService<OfferClock>();

    public static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddSingleton<ReminderStore>()
        .AddSingleton<RemindParticipants>()
        .AddHostedService(provider => provider.GetRequiredService<RemindParticipants>());

    public static IServiceCollection AddInterest(this IServiceCollection services) => services
        .AddSingleton<InterestStore>()
        .AddSingleton<InterestMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<InterestMails>())
        .AddSingleton<LeaveInterest>()
        .AddSingleton<RemoveInterest>()
        .AddSingleton<TellOfOpening>()
        .AddHostedService(provider => provider.GetRequiredService<TellOfOpening>());

    public static IServiceCollection AddOrganizers(this IServiceCollection services, Settings.Settings settings, IHostEnvironment environment)
    {
        services.AddOrganizerAccess(environment.IsDevelopment());
        if (settings.SignIn.Oidc is { } oidc)
        {
            services.AddOidc(
                new OidcProvider(oidc.Authority, oidc.ClientId, oidc.ClientSecret, oidc.Name, oidc.EmailFrom == OidcEmail.UserName),
                settings.Site.PublicAddress, environment.IsDevelopment());
        }

        return services
            .AddSingleton<AccountStore>()
            .AddSingleton<AccountLoginStore>()
            .AddSingleton<ApiKeyStore>()
            .AddSingleton<EndedSessionStore>()
            .AddSingleton<InvitationStore>()
            .AddSingleton<Invite>()
            .AddSingleton(new PasswordHashes())
            .AddSingleton<ChoosePassword>()
            .AddSingleton<SignInAttemptStore>()
            .AddSingleton<SignIn>()
            .AddSingleton<SignInByOidc>()
            .AddSingleton<ManageAccounts>();
    }

    public static IServiceCollection AddLogs(this IServiceCollection services) => services
        .AddSingleton<LogSealStore>()
        .AddSingleton<LogPruningStore>()
        .AddSingleton<SealLog>()
        .AddSingleton<VerifyLog>()
        .AddSingleton<PruneLog>()
        .AddSingleton<LogMetrics>()
        .AddSingleton<LogClock>()
        .AddHostedService(provider => provider.GetRequiredService<LogClock>());

    public static IServiceCollection AddParticipants(this IServiceCollection services) => services
        .AddSingleton<AccessLog>()
        .AddSingleton<WriteInformationPage>()
        .AddSingleton<EditSeries>()
        .AddSingleton<ManageBoards>()
        .AddSingleton<OrganizerDayStore>()
        .AddSingleton<EditOwnDay>()
        .AddSingleton<LookAtOwnDay>()
        .AddSingleton<AttendeeStore>()
        .AddSingleton<AttendeeCursor>()
        .AddSingleton<SharingStore>()
        .AddSingleton<ShareDay>()
        .AddSingleton<People>()
        .AddSingleton<RegisterByTelephone>()
        .AddSingleton<TelephoneCall>()
        .AddSingleton<CorrectRegistration>()
        .AddSingleton<ExportAttendees>()
        .AddSingleton<ReleaseStore>()
        .AddSingleton<ReleaseList>()
        .AddSingleton<ReadKitchenSheet>()
        .AddSingleton<ChangePersonNeeds>();

    public static IServiceCollection AddAttendance(this IServiceCollection services) => services
        .AddSingleton<CheckInStore>()
        .AddSingleton<DayAttendance>()
        .AddSingleton<AtTheDoor>()
        .AddSingleton<DoorList>()
        .AddSingleton<CheckInInput>()
        .AddSingleton<CheckIn>()
        .AddSingleton<WalkIn>()
        .AddSingleton<EnterAttendance>()
        .AddSingleton<ImportReport>();

    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddSingleton<FiguresStore>()
        .AddSingleton<CountDay>()
        .AddSingleton<FreezeFigures>()
        .AddSingleton<ReadStatistics>();

    public static IServiceCollection AddPlanning(this IServiceCollection services) => services
        .AddSingleton<PlanningStore>()
        .AddSingleton<AnnouncementStore>()
        .AddSingleton<Announcements>()
        .AddHostedService(provider => provider.GetRequiredService<Announcements>())
        .AddSingleton<EditProgramme>()
        .AddSingleton<ImportProgramme>()
        .AddSingleton<MoveProgramme>()
        .AddSingleton<EditDay>()
        .AddSingleton<PlanDay>()
        .AddSingleton<CopyDay>()
        .AddSingleton<RemoveDay>()
        .AddSingleton<ChangeCourse>();

    public static IServiceCollection AddSpeakers(this IServiceCollection services) => services
        .AddSingleton<SpeakerStore>()
        .AddSingleton<SeenSpeakerStore>()
        .AddSingleton<ReadSpeakers>()
        .AddSingleton<EditSpeaker>()
        .AddSingleton<ChangeSpeaker>()
        .AddSingleton<ManageSpeakers>()
        .AddSingleton<PortraitStore>()
        .AddSingleton<ChangePortrait>()
        .AddSingleton<CorrectSpeaker>()
        .AddSingleton<DecideCorrection>();

    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<SpeakerScheduleStore>()
        .AddSingleton<DaySchedules>()
        .AddSingleton<ScheduleMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<ScheduleMails>())
        .AddSingleton<SendSchedules>()
        .AddSingleton<RemindSpeakers>()
        .AddSingleton<MySchedules>();

    public static IServiceCollection AddCertificates(this IServiceCollection services, Settings.Settings settings) => services
        .AddSingleton<ICertificateRenderer>(_ => new PdfCertificateRenderer(Path.Combine(Beside, "fonts")))
        .AddSingleton(_ => new PdfBadgeSheet(Path.Combine(Beside, "fonts")))
        .AddSingleton<CertificateSettingsStore>()
        .AddSingleton<EditCertificateSettings>()
        .AddSingleton<LogoStore>()
        .AddSingleton<ManageLogos>()
        .AddSingleton<CertificateStore>()
        .AddSingleton<CertificateCodes>()
        .AddSingleton<CertificateFacts>()
        .AddSingleton<PlanCertificates>()
        .AddSingleton<IssueCertificates>()
        .AddSingleton<RevokeCertificate>()
        .AddSingleton<OpenCertificate>()
        .AddSingleton<CertificateMails>()
        .AddSingleton<IMailComposer>(provider => provider.GetRequiredService<CertificateMails>())
        .AddSingleton<DrawCertificates>()
        .AddSingleton(provider => new CertificateSigning(settings.Signing, provider.GetRequiredService<TimeProvider>()))
        .AddHostedService<SigningWatch>()
        .AddSingleton<SignedCertificateStore>()
        .AddSingleton<CertificateDocuments>()
        .AddSingleton<ExportCertificates>()
        .AddSingleton<PrintBadges>()
        .AddSingleton<MyCertificates>()
        .AddSingleton<VerifyCertificate>();

    public static IServiceCollection AddProtectedPeople(this IServiceCollection services) => services
        .AddSingleton<ProtectedPersonStore>()
        .AddSingleton<OwnProtectedPerson>()
        .AddSingleton<OpenProtected>()
        .AddSingleton<DiscloseProtected>()
        .AddSingleton<ProtectedErasure>()
        .AddSingleton<ITrueNames>(provider => provider.GetRequiredService<ProtectedPersonStore>())
        .AddSingleton<ChangeProtected>()
        .AddSingleton<ProtectPerson>()
        .AddSingleton<ProtectedCertificate>();

    public static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddSingleton<MessageStore>()
        .AddSingleton<SendMessage>()
        .AddSingleton<MailLogStore>()
        .AddSingleton<ReadMails>();
}
