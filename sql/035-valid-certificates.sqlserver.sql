-- As SQLite has it since 034: an erased certificate stands in no other's way.
CREATE UNIQUE INDEX UX_Certificates_Valid ON Certificates (RegistrationId) WHERE ReplacedAt IS NULL AND RevokedAt IS NULL AND ErasedAt IS NULL;
