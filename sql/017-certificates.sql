-- Certificates: what a day's say and who signs them, the boards' logos, and each as it was issued.

CREATE TABLE CertificateSettings (
    ThemeDayId uniqueidentifier NOT NULL PRIMARY KEY REFERENCES ThemeDays (Id),
    Threshold int NOT NULL CHECK (Threshold BETWEEN 1 AND 100),   -- per cent of the day that one must have been there
    Signatory nvarchar(200) NULL,
    SignatoryTitle nvarchar(200) NULL,
    Version int NOT NULL
);

-- A row never changes and is never removed: certificates name it.
CREATE TABLE Logos (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    BoardId uniqueidentifier NOT NULL REFERENCES Boards (Id),
    Position int NOT NULL,
    AlternativeText nvarchar(200) NOT NULL,
    Png varbinary(8000) NOT NULL,
    RemovedAt datetimeoffset NULL              -- set: on no certificate issued since
);
CREATE INDEX IX_Logos_Board ON Logos (BoardId, Position) WHERE RemovedAt IS NULL;

CREATE TABLE Certificates (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Sequence int NOT NULL,                     -- within the day, from 1, without gaps
    Number nvarchar(40) NOT NULL UNIQUE,
    CodeHash nvarchar(64) NOT NULL UNIQUE,     -- SHA-256 of the code; the code itself is nowhere
    Snapshot nvarchar(4000) NOT NULL,          -- JSON: all that it says
    IssuedAt datetimeoffset NOT NULL,
    ReplacedAt datetimeoffset NULL,
    RevokedAt datetimeoffset NULL,
    RevocationReason nvarchar(1000) NULL,
    ShowsFullName bit NOT NULL,                -- to whoever verifies it; else initials
    CONSTRAINT UQ_Certificates_Sequence UNIQUE (ThemeDayId, Sequence)
);
CREATE UNIQUE INDEX UX_Certificates_Valid ON Certificates (RegistrationId) WHERE ReplacedAt IS NULL AND RevokedAt IS NULL;
CREATE INDEX IX_Certificates_Registration ON Certificates (RegistrationId, Sequence);
