-- What people do with their own registration, and what becomes of it: a transfer that waits for its address, a lost link, a wish to be erased.

-- A registration that is to have another address, or another person. Nothing changes until that address has followed its link;
-- when it has ended, only that it was is left.
CREATE TABLE Transfers (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    Kind nvarchar(10) NOT NULL CHECK (Kind IN ('address', 'handover')),
    Email nvarchar(254) NULL,
    EmailNormalized nvarchar(254) NULL,
    FirstName nvarchar(100) NULL,              -- of the person who takes over, like those below; unset where only the address is another
    LastName nvarchar(100) NULL,
    Organization nvarchar(200) NULL,
    Profession nvarchar(100) NULL,
    Sector nvarchar(30) NULL,
    Language nvarchar(2) NULL,
    Municipality nvarchar(4) NULL,
    Phone nvarchar(40) NULL,
    AskedAt datetimeoffset NOT NULL,
    ExpiresAt datetimeoffset NOT NULL,
    EndedAt datetimeoffset NULL,
    Outcome nvarchar(10) NULL CHECK (Outcome IN ('accepted', 'declined', 'withdrawn', 'expired'))
);
CREATE UNIQUE INDEX UX_Transfers_Live ON Transfers (RegistrationId) WHERE EndedAt IS NULL;
CREATE INDEX IX_Transfers_Registration ON Transfers (RegistrationId, AskedAt);
CREATE INDEX IX_Transfers_Expiry ON Transfers (ExpiresAt) WHERE EndedAt IS NULL;

-- An address that has asked for its links. The row is there whether the address is known or not, and goes once it has been looked at.
CREATE TABLE LostLinks (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    EmailNormalized nvarchar(254) NOT NULL,
    AskedAt datetimeoffset NOT NULL
);
CREATE INDEX IX_LostLinks_AskedAt ON LostLinks (AskedAt);
CREATE INDEX IX_Registrations_Email ON Registrations (EmailNormalized) WHERE Status <> 'cancelled';

-- A wish to be erased: a case for the organizer, who answers it.
CREATE TABLE ErasureRequests (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Message nvarchar(1000) NULL,
    AskedAt datetimeoffset NOT NULL,
    AnsweredAt datetimeoffset NULL,
    Outcome nvarchar(10) NULL CHECK (Outcome IN ('granted', 'refused')),
    Answer nvarchar(1000) NULL
);
CREATE UNIQUE INDEX UX_ErasureRequests_Open ON ErasureRequests (RegistrationId) WHERE AnsweredAt IS NULL;
CREATE INDEX IX_ErasureRequests_Day ON ErasureRequests (ThemeDayId) WHERE AnsweredAt IS NULL;
