-- The series, its days, those who take part, and the mail that tells them. Both databases read this file:
-- ids and instants are made by the program, codes are words, lengths are limits that SQL Server holds and the program checks.

CREATE TABLE Series (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Name nvarchar(200) NOT NULL,
    Summary nvarchar(4000) NULL,
    Campaign nvarchar(200) NULL,
    Demonstration bit NOT NULL
);

CREATE TABLE SeriesPartners (
    SeriesId uniqueidentifier NOT NULL REFERENCES Series (Id),
    Position int NOT NULL,
    Name nvarchar(200) NOT NULL,
    PRIMARY KEY (SeriesId, Position)
);

CREATE TABLE Boards (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Slug nvarchar(100) NOT NULL UNIQUE,
    Position int NOT NULL,
    Name nvarchar(200) NOT NULL,
    Email nvarchar(254) NULL,
    Phone nvarchar(40) NULL,
    PrivacyNotice nvarchar(4000) NULL
);

CREATE TABLE ThemeDays (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SeriesId uniqueidentifier NOT NULL REFERENCES Series (Id),
    BoardId uniqueidentifier NULL REFERENCES Boards (Id),
    Number int NOT NULL,
    Slug nvarchar(100) NOT NULL UNIQUE,
    Title nvarchar(200) NULL,
    Summary nvarchar(1000) NULL,
    Description nvarchar(4000) NULL,
    City nvarchar(100) NULL,
    Venue nvarchar(200) NULL,
    Date date NULL,
    StartsAt time NULL,                        -- wall clock in Europe/Stockholm, like EndsAt
    EndsAt time NULL,
    CertificateHours decimal(4, 1) NULL,
    RegistrationOpensAt datetimeoffset NULL,
    RegistrationClosesAt datetimeoffset NULL,
    PublishedAt datetimeoffset NULL,
    CancelledAt datetimeoffset NULL,
    Version int NOT NULL,                      -- of what an organizer edits
    Arrivals bigint NOT NULL,                  -- submissions so far: the order of arrival, and the row that a write locks
    CONSTRAINT CK_ThemeDays_Times CHECK (EndsAt IS NULL OR StartsAt IS NOT NULL)
);

CREATE TABLE Places (
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Participation nvarchar(10) NOT NULL CHECK (Participation IN ('onSite', 'online')),
    Capacity int NOT NULL CHECK (Capacity >= 0),
    Taken int NOT NULL CHECK (Taken >= 0),
    PRIMARY KEY (ThemeDayId, Participation)
);

CREATE TABLE Speakers (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SeriesId uniqueidentifier NOT NULL REFERENCES Series (Id),
    Name nvarchar(200) NOT NULL,
    Title nvarchar(200) NULL,
    Organization nvarchar(200) NULL,
    Email nvarchar(254) NOT NULL,
    Biography nvarchar(4000) NULL,
    ConsentedAt datetimeoffset NULL            -- unset: the public sees nothing of this speaker
);

CREATE TABLE Sessions (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    StartsAt time NOT NULL,
    EndsAt time NOT NULL,
    Title nvarchar(200) NOT NULL,
    Kind nvarchar(10) NOT NULL CHECK (Kind IN ('talk', 'panel', 'break', 'groupWork')),
    Room nvarchar(100) NULL
);
CREATE INDEX IX_Sessions_ThemeDay ON Sessions (ThemeDayId, StartsAt);

CREATE TABLE SessionSpeakers (
    SessionId uniqueidentifier NOT NULL REFERENCES Sessions (Id),
    SpeakerId uniqueidentifier NOT NULL REFERENCES Speakers (Id),
    Position int NOT NULL,
    PRIMARY KEY (SessionId, SpeakerId)
);

CREATE TABLE Submissions (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Receipt nvarchar(9) NOT NULL UNIQUE,
    SubmittedBy nvarchar(201) NULL,
    SubmittedAt datetimeoffset NOT NULL
);

CREATE TABLE WaitingGroups (
    SubmissionId uniqueidentifier NOT NULL REFERENCES Submissions (Id),
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Participation nvarchar(10) NOT NULL,
    Position bigint NOT NULL,                  -- ThemeDays.Arrivals when it came
    Size int NOT NULL CHECK (Size >= 0),       -- how many of it still wait
    Asked int NOT NULL,                        -- the same, as if all in it had been new: what others may see of it
    PRIMARY KEY (SubmissionId, ThemeDayId),
    FOREIGN KEY (ThemeDayId, Participation) REFERENCES Places (ThemeDayId, Participation)
);
CREATE INDEX IX_WaitingGroups_Asked ON WaitingGroups (ThemeDayId, Participation, Asked) WHERE Size > 0;

CREATE TABLE Registrations (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SubmissionId uniqueidentifier NOT NULL REFERENCES Submissions (Id),
    ThemeDayId uniqueidentifier NOT NULL,
    Participation nvarchar(10) NOT NULL,
    Status nvarchar(10) NOT NULL CHECK (Status IN ('confirmed', 'waitlisted', 'cancelled')),
    FirstName nvarchar(100) NOT NULL,
    LastName nvarchar(100) NOT NULL,
    Email nvarchar(254) NOT NULL,
    EmailNormalized nvarchar(254) NOT NULL,
    Organization nvarchar(200) NOT NULL,
    Profession nvarchar(100) NOT NULL,
    Sector nvarchar(30) NOT NULL,
    Language nvarchar(2) NOT NULL,
    Municipality nvarchar(4) NULL,             -- the code of Statistics Sweden
    Phone nvarchar(40) NULL,
    RegisteredAt datetimeoffset NOT NULL,
    CancelledAt datetimeoffset NULL,
    CancelReason nvarchar(10) NULL,
    LinkGeneration int NOT NULL,
    CalendarSequence int NULL,                 -- of the last calendar entry sent; unset: none was
    RepeatedMails int NOT NULL,
    RepeatedMailAt datetimeoffset NULL,
    FOREIGN KEY (ThemeDayId, Participation) REFERENCES Places (ThemeDayId, Participation)
);
CREATE UNIQUE INDEX UX_Registrations_Address ON Registrations (ThemeDayId, EmailNormalized) WHERE Status <> 'cancelled';
CREATE INDEX IX_Registrations_Repeated ON Registrations (ThemeDayId, EmailNormalized) WHERE RepeatedMailAt IS NOT NULL;
CREATE INDEX IX_Registrations_Status ON Registrations (ThemeDayId, Participation, Status);
CREATE INDEX IX_Registrations_Submission ON Registrations (SubmissionId);

CREATE TABLE Interests (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Email nvarchar(254) NOT NULL,
    EmailNormalized nvarchar(254) NOT NULL,
    Language nvarchar(2) NOT NULL,
    LeftAt datetimeoffset NOT NULL,
    Mails int NOT NULL,
    MailAt datetimeoffset NOT NULL
);
CREATE UNIQUE INDEX UX_Interests_Address ON Interests (ThemeDayId, EmailNormalized);

CREATE TABLE Outbox (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    About uniqueidentifier NOT NULL,           -- the registration or the interest it tells about
    Kind nvarchar(40) NOT NULL,
    Sequence int NOT NULL,
    Language nvarchar(2) NOT NULL,
    Recipient nvarchar(254) NOT NULL,
    RecipientName nvarchar(201) NULL,
    Facts nvarchar(4000) NOT NULL,             -- JSON; never a link or a secret
    State nvarchar(10) NOT NULL CHECK (State IN ('queued', 'sending', 'sent', 'failed')),
    Attempts int NOT NULL,
    CreatedAt datetimeoffset NOT NULL,
    NextAttemptAt datetimeoffset NOT NULL,
    LeasedBy uniqueidentifier NULL,
    SentAt datetimeoffset NULL,
    LastReply nvarchar(500) NULL
);
CREATE UNIQUE INDEX UX_Outbox_Once ON Outbox (About, Kind, Sequence);
CREATE INDEX IX_Outbox_Due ON Outbox (NextAttemptAt) WHERE State IN ('queued', 'sending');

CREATE TABLE IdempotencyKeys (
    KeyHash nvarchar(64) NOT NULL PRIMARY KEY,
    BodyHash nvarchar(64) NOT NULL,
    Reply nvarchar(4000) NOT NULL,
    CreatedAt datetimeoffset NOT NULL
);
CREATE INDEX IX_IdempotencyKeys_CreatedAt ON IdempotencyKeys (CreatedAt);
