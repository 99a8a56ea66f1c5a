-- Whoever guesses is kept out where they guess from, and the account's owner is not: attempts are counted by account and network, no longer by account alone.
CREATE TABLE SignInAttempts (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    AccountId uniqueidentifier NULL REFERENCES Accounts (Id),  -- unset: counts for nobody, and takes as long
    Network nvarchar(45) NULL,
    At datetimeoffset NOT NULL
);
CREATE INDEX IX_SignInAttempts_Account ON SignInAttempts (AccountId, At);
CREATE INDEX IX_SignInAttempts_At ON SignInAttempts (At);

ALTER TABLE Accounts DROP COLUMN FailedSignIns;
ALTER TABLE Accounts DROP COLUMN LockedUntil;
