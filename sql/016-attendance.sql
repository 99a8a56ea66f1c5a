-- Who was there. A check-in code is drawn for each registration; what happened at the door is a log of events, and who was there when follows from it.

ALTER TABLE Registrations ADD CheckInCode nvarchar(10) NULL;     -- unset until the program has drawn one for those who registered before
-- GO
CREATE INDEX IX_Registrations_CheckInCode ON Registrations (CheckInCode) WHERE CheckInCode IS NOT NULL;

CREATE TABLE CheckIns (
    Id uniqueidentifier NOT NULL PRIMARY KEY,  -- drawn by the phone that reports it: a retry makes no second one
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Kind nvarchar(3) NOT NULL CHECK (Kind IN ('in', 'out')),
    At datetimeoffset NOT NULL,                -- when it happened, which may be long before it was reported
    ReportedAt datetimeoffset NOT NULL,
    Source nvarchar(10) NOT NULL CHECK (Source IN ('door', 'list', 'report')),
    WasIn bit NOT NULL,                        -- what the first reply said
    ActorKind nvarchar(10) NOT NULL CHECK (ActorKind IN ('account', 'apiKey', 'operator')),
    ActorId uniqueidentifier NULL,
    UndoneAt datetimeoffset NULL
);
CREATE INDEX IX_CheckIns_Day ON CheckIns (ThemeDayId, RegistrationId, Kind, At, Source) WHERE UndoneAt IS NULL;
CREATE INDEX IX_CheckIns_Registration ON CheckIns (RegistrationId, At);
