-- A transfer is over once the link that it was asked for by is closed: whoever had that link must not get the registration by another.
ALTER TABLE Transfers ADD LinkGeneration int NOT NULL DEFAULT 0;                    -- of the registration when it was asked for

-- Whoever has been cancelled asks for a lost link too.
CREATE INDEX IX_Registrations_EmailCancelled ON Registrations (EmailNormalized) WHERE Status = 'cancelled';
