-- An administrator edits the series and its boards: who saves says which version was read.
ALTER TABLE Series ADD Version int NOT NULL DEFAULT 1;
ALTER TABLE Boards ADD Version int NOT NULL DEFAULT 1;
