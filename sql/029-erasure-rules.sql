-- How long what is kept of people: a board's rule for a kind of data. Without a decision nothing is erased.
CREATE TABLE ErasureRules (
    BoardId uniqueidentifier NOT NULL REFERENCES Boards (Id),
    Data nvarchar(20) NOT NULL CHECK (Data IN ('needs')),
    DaysAfter int NOT NULL CHECK (DaysAfter >= 0),
    Decision nvarchar(200) NULL,               -- the reference of the board's decision (gallringsbeslut)
    PRIMARY KEY (BoardId, Data)
);

-- What was erased under which decision. It names nobody and is kept.
CREATE TABLE ErasureReports (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Board nvarchar(100) NOT NULL,
    Data nvarchar(20) NOT NULL,
    DaysAfter int NOT NULL,
    Decision nvarchar(200) NOT NULL,
    People int NOT NULL,                       -- of how many
    ErasedAt datetimeoffset NOT NULL,
    ActorKind nvarchar(10) NOT NULL CHECK (ActorKind IN ('account', 'apiKey', 'operator')),
    ActorId uniqueidentifier NULL
);
CREATE INDEX IX_ErasureReports_ErasedAt ON ErasureReports (ErasedAt, Id);
