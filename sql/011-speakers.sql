-- Speakers and what they say of themselves, the programme, and what each speaker was last told of it.

ALTER TABLE ThemeDays ADD Directions nvarchar(2000) NULL;                   -- how to find the venue
ALTER TABLE ThemeDays ADD ProgrammeVersion int NOT NULL DEFAULT 1;          -- rises with each edit of the programme
ALTER TABLE Sessions ADD Abstract nvarchar(4000) NULL;                      -- Markdown

ALTER TABLE Speakers ADD BoardId uniqueidentifier NULL REFERENCES Boards (Id);  -- whose speaker it is; unset: all boards'
ALTER TABLE Speakers ADD EmailNormalized nvarchar(254) NOT NULL DEFAULT '';
ALTER TABLE Speakers ADD Phone nvarchar(40) NULL;
ALTER TABLE Speakers ADD Language nvarchar(2) NOT NULL DEFAULT 'sv';
ALTER TABLE Speakers ADD BiographySv nvarchar(4000) NULL;
ALTER TABLE Speakers ADD BiographyEn nvarchar(4000) NULL;
ALTER TABLE Speakers ADD TechnicalNeeds nvarchar(2000) NULL;
ALTER TABLE Speakers ADD TravelNeeds nvarchar(2000) NULL;
ALTER TABLE Speakers ADD PortraitId uniqueidentifier NULL;
ALTER TABLE Speakers ADD Version int NOT NULL DEFAULT 1;                    -- of what an organizer edits

-- Each as it was made here from what was sent: JPEG, without metadata.
CREATE TABLE Portraits (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SpeakerId uniqueidentifier NOT NULL REFERENCES Speakers (Id),
    Small varbinary(8000) NOT NULL,
    Large varbinary(8000) NOT NULL
);
CREATE INDEX IX_Portraits_Speaker ON Portraits (SpeakerId);

-- What a speaker wants the public to see instead, until an organizer has looked at it; at most one waits.
CREATE TABLE SpeakerCorrections (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SpeakerId uniqueidentifier NOT NULL UNIQUE REFERENCES Speakers (Id),
    BiographySv nvarchar(4000) NULL,
    BiographyEn nvarchar(4000) NULL,
    PortraitId uniqueidentifier NULL REFERENCES Portraits (Id),                 -- the one wanted; unset: none
    SentAt datetimeoffset NOT NULL
);

CREATE TABLE SpeakerSchedules (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    SpeakerId uniqueidentifier NOT NULL REFERENCES Speakers (Id),
    LinkGeneration int NOT NULL,
    Sending int NOT NULL,                      -- of the last schedule sent, from 1
    SentAt datetimeoffset NOT NULL,
    Recipient nvarchar(254) NOT NULL,          -- where it went
    Told nvarchar(4000) NOT NULL,              -- JSON: what it said
    ToldSessions int NOT NULL,                 -- how many sessions of the speaker's it had; 0: it took back the one before
    Answer nvarchar(10) NULL CHECK (Answer IN ('confirmed', 'declined')),   -- to it
    AnsweredAt datetimeoffset NULL,
    AnswerMessage nvarchar(1000) NULL,
    EarlierAnswer nvarchar(10) NULL,           -- the last one to a schedule before
    EarlierAnswerMessage nvarchar(1000) NULL,
    Reminders int NOT NULL,                    -- how many have been sent in all
    RemindedAt datetimeoffset NULL,
    CONSTRAINT UQ_SpeakerSchedules_Speaker UNIQUE (ThemeDayId, SpeakerId)
);
CREATE INDEX IX_SpeakerSchedules_Speaker ON SpeakerSchedules (SpeakerId);
CREATE INDEX IX_SessionSpeakers_Speaker ON SessionSpeakers (SpeakerId);
