-- Who waits for several places and needs one.

ALTER TABLE Registrations ADD ChoiceId uniqueidentifier NULL;   -- the same for one person's alternatives: taking a place in one ends the waits in the others
-- GO
CREATE INDEX IX_Registrations_Choice ON Registrations (ChoiceId) WHERE ChoiceId IS NOT NULL;
