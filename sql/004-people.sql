-- What a list of people goes by: who is protected, Swedish order, and the words that a search is asked against.

ALTER TABLE Registrations ADD Protected bit NOT NULL DEFAULT 0;                     -- skyddade personuppgifter: in no list
ALTER TABLE Registrations ADD SortName nvarchar(120) NOT NULL DEFAULT '';           -- digits, like SortOrganization: the same order in every collation
ALTER TABLE Registrations ADD SortOrganization nvarchar(120) NOT NULL DEFAULT '';
ALTER TABLE Registrations ADD SearchText nvarchar(450) NOT NULL DEFAULT '';         -- words, a space before each; empty until the program has filled it
-- Each holds all that a search asks of a row, so that a word nobody has costs a walk along the index and not through the table.
CREATE INDEX IX_Registrations_Name ON Registrations (ThemeDayId, SortName, Id, Protected, Status, SearchText);
CREATE INDEX IX_Registrations_Organization ON Registrations (ThemeDayId, SortOrganization, Id, Protected, Status, SearchText);
CREATE INDEX IX_Registrations_Registered ON Registrations (ThemeDayId, RegisteredAt, Id, Protected, Status, SearchText);

-- The boards, besides its own, that see a day's people. By slug, as accounts have it.
CREATE TABLE SharedDays (
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Board nvarchar(100) NOT NULL,
    PRIMARY KEY (ThemeDayId, Board)
);

-- The days at whose door a steward (an account or an API key) stands.
CREATE TABLE StewardDays (
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    StewardId uniqueidentifier NOT NULL,
    PRIMARY KEY (ThemeDayId, StewardId)
);
