-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE Logos ALTER COLUMN Png varbinary(max) NOT NULL;
ALTER TABLE Certificates ALTER COLUMN Snapshot nvarchar(max) NOT NULL;
