-- The figures of a day that is over, counted before its people were erased. They name nobody, are exact, and leave the program rounded only.
CREATE TABLE FrozenFigures (
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Position int NOT NULL,                     -- the first is the day's total: a frozen day has a row
    Dimension nvarchar(20) NOT NULL CHECK (Dimension IN ('total', 'sector', 'profession', 'county', 'participation')),
    Value nvarchar(100) NULL,                  -- unset: the total, and those who have none or one of their own
    Registered int NOT NULL,
    Cancelled int NOT NULL,
    HadPlace int NOT NULL,
    Attended int NULL,                         -- unset: attendance was not recorded
    NoShows int NULL,
    FrozenAt datetimeoffset NOT NULL,
    PRIMARY KEY (ThemeDayId, Position)
);
