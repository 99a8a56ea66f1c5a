-- Organizers plan their days: why a day was cancelled, and whom a mail to all on a day has still to be queued for.

ALTER TABLE ThemeDays ADD CancellationReason nvarchar(1000) NULL;

CREATE TABLE Announcements (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Kind nvarchar(40) NOT NULL,                -- of the mail
    Sequence int NOT NULL,                     -- ThemeDays.Version of the change it tells about
    Facts nvarchar(4000) NOT NULL,             -- JSON, a snapshot
    CreatedAt datetimeoffset NOT NULL
);

CREATE TABLE AnnouncementRecipients (
    AnnouncementId uniqueidentifier NOT NULL REFERENCES Announcements (Id),
    RegistrationId uniqueidentifier NOT NULL,
    CalendarSequence int NULL,                 -- of the calendar entry that goes with it; unset: none does
    PRIMARY KEY (AnnouncementId, RegistrationId)
);
