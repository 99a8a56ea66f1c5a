-- The board that whoever did it belonged to then: an account may move to another. Sealed with the row where it is set; unset: logged before this column was there.
ALTER TABLE AccessLog ADD ActorBoard nvarchar(100) NULL;

CREATE INDEX IX_ErasureRequests_Registration ON ErasureRequests (RegistrationId, AskedAt);
