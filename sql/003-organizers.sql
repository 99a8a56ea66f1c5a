-- Who runs the days, and the log of who did or read what. A board is named by its slug: a series that is loaded anew keeps those.

CREATE TABLE Accounts (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Email nvarchar(254) NOT NULL,
    EmailNormalized nvarchar(254) NOT NULL UNIQUE,
    Name nvarchar(200) NOT NULL,
    Role nvarchar(20) NOT NULL CHECK (Role IN ('administrator', 'organizer', 'steward', 'reader')),
    Board nvarchar(100) NULL,
    PasswordHash nvarchar(200) NULL,           -- unset: none has been chosen
    Stamp uniqueidentifier NOT NULL,           -- a sign-in made under another one is over
    FailedSignIns int NOT NULL,
    LockedUntil datetimeoffset NULL,
    CreatedAt datetimeoffset NOT NULL,
    DisabledAt datetimeoffset NULL,
    CONSTRAINT CK_Accounts_Board CHECK (Role = 'administrator' OR Board IS NOT NULL)
);

CREATE TABLE ApiKeys (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Name nvarchar(100) NOT NULL,
    KeyHash nvarchar(64) NOT NULL UNIQUE,      -- SHA-256; the key itself is nowhere
    Role nvarchar(20) NOT NULL CHECK (Role IN ('administrator', 'organizer', 'steward', 'reader')),
    Board nvarchar(100) NULL,
    CreatedAt datetimeoffset NOT NULL,
    RevokedAt datetimeoffset NULL,
    CONSTRAINT CK_ApiKeys_Board CHECK (Role = 'administrator' OR Board IS NOT NULL)
);

CREATE TABLE Invitations (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    AccountId uniqueidentifier NULL REFERENCES Accounts (Id),  -- unset: makes the first administrator
    ExpiresAt datetimeoffset NOT NULL,
    UsedAt datetimeoffset NULL
);

CREATE TABLE AccessLog (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    At datetimeoffset NOT NULL,
    ActorKind nvarchar(10) NOT NULL CHECK (ActorKind IN ('account', 'apiKey', 'operator')),
    ActorId uniqueidentifier NULL,             -- unset: the operator, at the command line
    Action nvarchar(40) NOT NULL,
    SubjectId uniqueidentifier NULL,           -- the account, key, day or person it concerned
    Board nvarchar(100) NULL,                  -- whose it is
    People int NULL                            -- how many people were shown
);
CREATE INDEX IX_AccessLog_At ON AccessLog (At, Id);
