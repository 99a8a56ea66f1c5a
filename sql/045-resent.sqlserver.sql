-- As precise as every other instant, and as SQLite has it.
ALTER TABLE Outbox ALTER COLUMN ResentAt datetimeoffset NULL;
