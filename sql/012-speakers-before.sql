-- The speakers of before. A script of its own: SQL Server must know the columns first.

UPDATE Speakers SET BiographySv = Biography, EmailNormalized = LOWER(Email);

ALTER TABLE Speakers DROP COLUMN Biography;

CREATE INDEX IX_Speakers_Email ON Speakers (EmailNormalized);
