-- What is erased of people, by kind. A certificate outlives its registration: it holds the registration's id, and nothing any more says that there is one.
-- SQLite changes no constraint, so the tables are made anew.
CREATE TABLE CertificatesMadeAnew (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    RegistrationId uniqueidentifier NOT NULL,  -- which may be erased
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Sequence int NOT NULL,                     -- within the day, from 1, without gaps
    Number nvarchar(40) NOT NULL UNIQUE,
    CodeHash nvarchar(64) NOT NULL UNIQUE,     -- SHA-256 of the code; the code itself is nowhere
    Snapshot nvarchar(4000) NOT NULL,          -- JSON: all that it says; nothing once it is erased
    IssuedAt datetimeoffset NOT NULL,
    ReplacedAt datetimeoffset NULL,
    RevokedAt datetimeoffset NULL,
    RevocationReason nvarchar(1000) NULL,
    ShowsFullName bit NOT NULL,                -- to whoever verifies it; else initials
    ErasedAt datetimeoffset NULL,              -- from then on it says nothing any more
    Protected bit NOT NULL DEFAULT 0,          -- whether its person is in no list, for when the registration is erased
    CONSTRAINT UQ_Certificates_Sequence UNIQUE (ThemeDayId, Sequence)
);
INSERT INTO CertificatesMadeAnew (Id, RegistrationId, ThemeDayId, Sequence, Number, CodeHash, Snapshot, IssuedAt, ReplacedAt, RevokedAt, RevocationReason, ShowsFullName)
SELECT Id, RegistrationId, ThemeDayId, Sequence, Number, CodeHash, Snapshot, IssuedAt, ReplacedAt, RevokedAt, RevocationReason, ShowsFullName FROM Certificates;

CREATE TABLE SignedCertificatesMadeAnew (
    CertificateId uniqueidentifier NOT NULL PRIMARY KEY REFERENCES CertificatesMadeAnew (Id),
    SignedAt datetimeoffset NOT NULL,
    Pdf varbinary(8000) NOT NULL               -- holds the name
);
INSERT INTO SignedCertificatesMadeAnew (CertificateId, SignedAt, Pdf) SELECT CertificateId, SignedAt, Pdf FROM SignedCertificates;
DROP TABLE SignedCertificates;
DROP TABLE Certificates;
ALTER TABLE CertificatesMadeAnew RENAME TO Certificates;
ALTER TABLE SignedCertificatesMadeAnew RENAME TO SignedCertificates;
CREATE UNIQUE INDEX UX_Certificates_Valid ON Certificates (RegistrationId) WHERE ReplacedAt IS NULL AND RevokedAt IS NULL AND ErasedAt IS NULL;
CREATE INDEX IX_Certificates_Registration ON Certificates (RegistrationId, Sequence);

CREATE TABLE ErasureRulesMadeAnew (
    BoardId uniqueidentifier NOT NULL REFERENCES Boards (Id),
    Data nvarchar(20) NOT NULL CHECK (Data IN ('needs', 'mails', 'registrations', 'certificates')),
    DaysAfter int NOT NULL CHECK (DaysAfter >= 0),
    Decision nvarchar(200) NULL,               -- the reference of the board's decision (gallringsbeslut)
    PRIMARY KEY (BoardId, Data)
);
INSERT INTO ErasureRulesMadeAnew (BoardId, Data, DaysAfter, Decision) SELECT BoardId, Data, DaysAfter, Decision FROM ErasureRules;
DROP TABLE ErasureRules;
ALTER TABLE ErasureRulesMadeAnew RENAME TO ErasureRules;
