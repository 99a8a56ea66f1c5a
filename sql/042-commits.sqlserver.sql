-- Each write notes itself as it commits: where the answer to the commit is lost, this tells whether it was done. A day later nobody asks any more.
CREATE TABLE Commits (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    CommittedAt datetimeoffset NOT NULL
);
CREATE INDEX IX_Commits_CommittedAt ON Commits (CommittedAt);
