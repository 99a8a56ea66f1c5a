-- People with protected identity (skyddade personuppgifter): registered under an alias, and who they are kept apart, encrypted.
CREATE TABLE ProtectedPeople (
    RegistrationId uniqueidentifier NOT NULL PRIMARY KEY REFERENCES Registrations (Id),
    Sealed varbinary(4000) NOT NULL,           -- name and contact
    ProtectedAt datetimeoffset NOT NULL
);

-- Who has looked at the true contact, and why. The log has that it was done; the words go with the registration.
CREATE TABLE ProtectedLooks (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    At datetimeoffset NOT NULL,
    ActorId uniqueidentifier NOT NULL REFERENCES Accounts (Id),
    Reason nvarchar(500) NOT NULL
);
CREATE INDEX IX_ProtectedLooks_Registration ON ProtectedLooks (RegistrationId, At);

ALTER TABLE Accounts ADD HandlesProtected bit NOT NULL DEFAULT 0;                   -- may register and look at people with protected identity
