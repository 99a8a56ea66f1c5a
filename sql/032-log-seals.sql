-- Each row of the log is sealed into a chain, so that what is changed or taken away shows. A seal outlives its row.
CREATE TABLE LogSeals (
    Number int NOT NULL PRIMARY KEY,           -- from 1, without gaps: of two who seal at once one comes too late
    LogRowId uniqueidentifier NOT NULL UNIQUE,
    RowHash nvarchar(64) NOT NULL,             -- SHA-256 of all that the row says
    Seal nvarchar(64) NOT NULL,                -- SHA-256 of the seal before and of what stands here above, and when
    SealedAt datetimeoffset NOT NULL,
    PrunedById uniqueidentifier NULL           -- set: the row was pruned, under this decision
);

-- What was pruned of the log under which decision. It is hashed with the row of the log that tells of it, and both are kept.
CREATE TABLE LogPrunings (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    OlderThan datetimeoffset NOT NULL,
    Decision nvarchar(200) NOT NULL,           -- the reference (gallringsbeslut)
    Pruned int NOT NULL,                       -- how many rows
    NumbersHash nvarchar(64) NOT NULL,         -- SHA-256 of their numbers: which
    PrunedAt datetimeoffset NOT NULL
);

ALTER TABLE AccessLog ADD SealNumber int NULL;                                      -- unset: not sealed yet

ALTER TABLE ErasureReports ADD LogHead nvarchar(100) NULL;                          -- how far the log was sealed by then; unset: nothing was
