using Temadagar.Erasure;
using Temadagar.Texts;

namespace Temadagar.ProcessingRecord;

/// <summary>A kind of personal data as the record of processing (GDPR, article 30) has it.</summary>
/// <param name="Code">What it is called in the API.</param>
/// <param name="Rule">Whose rule of erasure it goes under; null: <paramref name="Until"/> says when.</param>
/// <param name="Until">When it goes where no rule of the boards says; null: the rule does.</param>
/// <param name="Columns">Where it stands: a table, a point and its columns.</param>
public sealed record HeldCategory(string Code, Text What, Text Purpose, Text Basis, ErasedData? Rule, Text? Until, IReadOnlyList<string> Columns)
{
    private static readonly Text Task = new("Uppgift av allmänt intresse: GDPR artikel 6.1 e med 2 kap. 2 § lagen (2018:218) med kompletterande bestämmelser till EU:s dataskyddsförordning.",
        "Task in the public interest: GDPR article 6(1)(e) with chapter 2, section 2 of the Swedish act (2018:218).");

    private static readonly Text Health = new(
        "GDPR artikel 6.1 e och 9.2 g med 3 kap. 3 § lagen (2018:218) med kompletterande bestämmelser till EU:s dataskyddsförordning.",
        "GDPR articles 6(1)(e) and 9(2)(g) with chapter 3, section 3 of the Swedish act (2018:218).");

    private static readonly Text Accountability = new(
        "GDPR artikel 6.1 e, artikel 5.2 (ansvarsskyldighet) och artikel 32 (säkerhet).", "GDPR articles 6(1)(e), 5(2) (accountability) and 32 (security).");

    /// <summary>
    /// Every column of the database that holds something of a person: what for, on which basis and how long. The public page is made from it; tests hold it against the schema and
    /// against what erasing leaves.
    /// </summary>
    public static readonly IReadOnlyList<HeldCategory> All =
    [
        new("contact", new("Namn, e-postadress, telefon och språk", "Name, e-mail address, telephone and language"),
            new("Ge en plats, lämna besked, checka in och skriva intyg.", "Give a place, send messages, check in and write the certificate."), Task, ErasedData.Registrations, null,
            ["Registrations.FirstName LastName Email EmailNormalized Phone Language SortName SearchText RegisteredBy", "Submissions.SubmittedBy Receipt"]),
        new("work", new("Arbetsplats, yrke, verksamhet och kommun", "Workplace, profession, sector and municipality"),
            new("Planera temadagen och räkna, utan namn, vilka som deltar.", "Plan the theme day and count, without names, who takes part."), Task, ErasedData.Registrations, null,
            ["Registrations.Organization SortOrganization Profession Sector Municipality"]),
        new("registration", new("Anmälan: när, hur, plats, avbokning och incheckningskod", "The registration: when, how, place, cancellation and check-in code"),
            new("Hålla ordning på platserna.", "Keep the places in order."), Task, ErasedData.Registrations, null,
            ["Registrations.Participation Status RegisteredAt CancelledAt CancelReason CheckInCode RepeatedMailAt ChoiceId", "Submissions.SubmittedAt", "AnnouncementRecipients.RegistrationId"]),
        new("waitlist", new("Väntelista och erbjudanden, och en arrangörs skäl", "Waitlist and offers, and an organizer's reasons"),
            new("Fördela platser i en ordning som går att förklara.", "Give places in an order that can be explained."), Task, ErasedData.Registrations, null,
            ["Waits.RegistrationId Since OfferedAt Deadline OfferReason EndedAt Outcome", "WaitlistGroups.MovedAt MoveReason"]),
        new("transfers", new("Byte av adress och överlämnad plats", "A changed address and a place that is handed over"),
            new("Byta först när den nya adressen har svarat.", "Change only once the new address has answered."), Task, ErasedData.Registrations,
            null, ["Transfers.RegistrationId Kind Email EmailNormalized FirstName LastName Organization Profession Sector Language Municipality Phone AskedAt ExpiresAt EndedAt Outcome"]),
        new("attendance", new("Närvaro: när någon kom och gick, och vem som antecknade det", "Attendance: when someone came and left, and who wrote it down"),
            new("Intyg och statistik.", "Certificates and statistics."), Task, ErasedData.Registrations, null, ["CheckIns.RegistrationId Kind At ReportedAt Source WasIn UndoneAt ActorId"]),
        new("needs", new("Kost och vad någon behöver för att kunna delta, krypterat", "Diet and what someone needs in order to take part, encrypted"),
            new("Kökets och lokalens antal, utan namn.", "The numbers of kitchen and room, without names."), Health, ErasedData.Needs, null, ["Needs.RegistrationId Sealed"]),
        new("protected", new("Vilka de med skyddade personuppgifter är, krypterat, och varför någon har sett det", "Who those with protected identity are, encrypted, and why someone has seen it"),
            new("Nå personen, och skriva intyg om den vill.", "Reach the person, and write a certificate if they want one."), Task, ErasedData.Registrations, null,
            ["ProtectedPeople.RegistrationId Sealed ProtectedAt", "ProtectedLooks.RegistrationId At ActorId Reason", "Registrations.Protected"]),
        new("requests", new("Begäran om radering och arrangörens svar", "Requests for erasure and the organizer's answer"),
            new("Svara på begäran.", "Answer the request."), new("GDPR artikel 6.1 c med artiklarna 12 och 17.", "GDPR article 6(1)(c) with articles 12 and 17."), ErasedData.Registrations, null,
            ["ErasureRequests.RegistrationId Message AskedAt AnsweredAt Outcome Answer"]),
        new("mails", new("Mejl: till vem, vad de säger och vad mejlservern svarade", "Mails: to whom, what they say and what the mail server replied"),
            new("Skicka besked, och veta att de kom fram.", "Send messages, and know that they arrived."), Task, ErasedData.Mails, null, ["Outbox.Recipient RecipientName Facts LastReply"]),
        new("certificates", new("Intyg: namn och vad det intygar", "Certificates: name and what is certified"),
            new("Intyga deltagande, och låta andra kontrollera det.", "Certify attendance, and let others verify it."), Task, ErasedData.Certificates, null,
            ["Certificates.Snapshot RevocationReason ShowsFullName", "SignedCertificates.Pdf"]),
        new("interest", new("E-postadress och språk hos den som vill veta när en anmälan öppnar", "E-mail address and language of those who want to know when registration opens"),
            new("Ett enda mejl om det.", "A single mail about it."), Task, null,
            new("Tills mejlet är skickat, personen har tagit bort adressen eller temadagen är över.", "Until the mail is sent, the person has removed the address or the theme day is over."),
            ["Interests.Email EmailNormalized Language LeftAt"]),
        new("lostLinks", new("E-postadress hos den som ber om sin länk", "E-mail address of those who ask for their link"),
            new("Skicka länken.", "Send the link."), Task, null, new("Tills mejlet är köat, oftast inom en minut.", "Until the mail is queued, mostly within a minute."), ["LostLinks.EmailNormalized AskedAt"]),
        new("retries", new("Svaret på en anmälan som skickas två gånger (kvittonummer)", "The reply to a registration that is sent twice (receipt)"),
            new("Inte anmäla någon dubbelt när nätet bryts.", "Not register anyone twice when the network breaks."), Task, null, new("Ett dygn.", "A day."), ["IdempotencyKeys.Reply"]),
        new("speakers", new("Medverkande: namn, kontakt, presentation, porträtt, behov, schema och svar", "Speakers: name, contact, biography, portrait, needs, schedule and answer"),
            new("Ordna programmet. Visas för alla bara med den medverkandes samtycke.", "Arrange the programme. Shown to all only with the speaker's consent."),
            new("GDPR artikel 6.1 e; det som visas för alla: 6.1 a.", "GDPR article 6(1)(e); what is shown to all: 6(1)(a)."), null,
            new("Tills arrangören tar bort den medverkande.", "Until the organizer removes the speaker."),
            [
                "Speakers.Name Title Organization Email EmailNormalized Phone Language BiographySv BiographyEn TechnicalNeeds TravelNeeds ConsentedAt", "SpeakerCorrections.BiographySv BiographyEn SentAt",
                "Portraits.Small Large", "SpeakerSchedules.Recipient Told ToldSessions SentAt Answer AnsweredAt AnswerMessage EarlierAnswer EarlierAnswerMessage RemindedAt", "SessionSpeakers.SpeakerId",
            ]),
        new("signatories", new("Den som skriver under intyg, och arrangörens kontakt", "Who signs certificates, and the organizer's contact"),
            new("Intygen och frågor om temadagen.", "The certificates, and questions about the theme day."), Task, null,
            new("Tills arrangören ändrar det. På ett intyg: så länge som intyget finns.", "Until the organizer changes it. On a certificate: as long as the certificate."),
            ["CertificateSettings.Signatory SignatoryTitle", "Boards.Email Phone"]),
        new("accounts", new("Arrangörernas konton", "The organizers' accounts"),
            new("Veta vem som får göra vad.", "Know who may do what."), Accountability, null,
            new("Så länge kontot finns; det stängs men raderas inte, så att loggen kan läsas.", "As long as the account is there; it is closed and not erased, so that the log can be read."),
            ["Accounts.Email EmailNormalized Name Role Board PasswordHash CreatedAt DisabledAt HandlesProtected", "AccountLogins.Issuer SubjectHash CreatedAt", "Invitations.AccountId ExpiresAt UsedAt",
                "ApiKeys.Name", "StewardDays.StewardId"]),
        new("signIns", new("Försök att logga in: till vilket konto, från vilken nätadress och när", "Attempts to sign in: to which account, from which network address and when"),
            new("Stoppa den som gissar lösenord.", "Stop whoever guesses passwords."), Accountability, null,
            new("Tills personen är inloggad; annars till nästa försök av någon efter en kvart.", "Until the person is signed in; else until anyone's next attempt after a quarter of an hour."),
            ["SignInAttempts.AccountId Network At"]),
        new("log", new("Vem som har läst eller ändrat vad (ingen deltagares namn)", "Who has read or changed what (no participant's name)"),
            new("Kunna granska vem som har sett uppgifterna.", "Be able to examine who has seen the data."), Accountability, null,
            new("Tills loggen gallras enligt beslut.", "Until the log is pruned under a decision."),
            ["AccessLog.ActorId SubjectId At Action"]),
        new("decisions", new("Vem som har gallrat eller lämnat ut en lista, och begärans diarienummer", "Who has erased data or released a list, and the register number of the request"),
            new("Visa att gallring och utlämnande följer beslut.", "Show that erasing and releasing follow decisions."), Accountability, null,
            new("Bevaras: rapporterna raderas inte av tjänsten.", "Kept: the service does not erase the reports."), ["ErasureReports.ActorId", "Releases.ActorId Reference"]),
        new("figures", new("Antal per temadag, verksamhet, yrke, län och sätt att delta, utan namn", "Numbers by theme day, sector, profession, county and way of taking part, without names"),
            new("Statistik. Avrundas när de visas.", "Statistics. They are rounded where they are shown."), Task, null,
            new("Bevaras efter att temadagens deltagare har gallrats.", "Kept after the people of the theme day have been erased."),
            ["FrozenFigures.Dimension Value Registered Cancelled HadPlace Attended NoShows"]),
        new("ledger", new("Id på anmälningar som har raderats på begäran, i en fil", "Ids of registrations that were erased upon request, in a file"),
            new("Radera igen om en säkerhetskopia återställs.", "Erase once more should a backup be restored."),
            new("GDPR artikel 6.1 c med artikel 17.", "GDPR article 6(1)(c) with article 17."), null, new("Bevaras.", "Kept."), []),
    ];

    /// <summary>Each column by itself: "Registrations.Email".</summary>
    public IEnumerable<string> AllColumns =>
        from line in Columns
        let parts = line.Split('.', 2)
        from column in parts[1].Split(' ')
        select $"{parts[0]}.{column}";
}
