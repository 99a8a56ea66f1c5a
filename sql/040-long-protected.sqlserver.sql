-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE ProtectedPeople ALTER COLUMN Sealed varbinary(max) NOT NULL;
