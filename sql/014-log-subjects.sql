-- The log of one person, day or account, latest first.

CREATE INDEX IX_AccessLog_Subject ON AccessLog (SubjectId, At, Id);
