-- Sessions that were signed out of, until their time would have been over anyway. Whose they were is not kept.
CREATE TABLE EndedSessions (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Until datetimeoffset NOT NULL
);
