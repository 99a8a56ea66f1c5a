-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE InformationPages ALTER COLUMN Text nvarchar(max) NULL;
