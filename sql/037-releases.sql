-- Which lists of a day were released as public records, with what of them masked. Whom it was about is not kept here.
CREATE TABLE Releases (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Reference nvarchar(200) NOT NULL,          -- of the request, in the board's register
    Shown nvarchar(400) NOT NULL,              -- the columns that were not masked
    People int NOT NULL,                       -- how many rows
    Masked int NOT NULL,                       -- of them masked whole
    ReleasedAt datetimeoffset NOT NULL,
    ActorKind nvarchar(10) NOT NULL CHECK (ActorKind IN ('account', 'apiKey', 'operator')),
    ActorId uniqueidentifier NULL
);
CREATE INDEX IX_Releases_ThemeDay ON Releases (ThemeDayId, ReleasedAt);
