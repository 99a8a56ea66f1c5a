-- A speaker whose address has been another has no link that works: a new one is due.

ALTER TABLE SpeakerSchedules ADD LinkClosed bit NOT NULL DEFAULT 0;
