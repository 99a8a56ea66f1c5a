-- Which person at which provider (OIDC) signs in to an account. By hash, because a provider's subject tells upper from lower case
-- and a database's collation may not, and because nobody needs to read it.

CREATE TABLE AccountLogins (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    AccountId uniqueidentifier NOT NULL REFERENCES Accounts (Id),
    Issuer nvarchar(400) NOT NULL,             -- the provider
    SubjectHash nvarchar(64) NOT NULL UNIQUE,  -- SHA-256 of provider and person
    CreatedAt datetimeoffset NOT NULL,
    CONSTRAINT UQ_AccountLogins_Account UNIQUE (AccountId, Issuer)
);
