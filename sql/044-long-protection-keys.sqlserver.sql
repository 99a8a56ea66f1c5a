-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE ProtectionKeys ALTER COLUMN Xml nvarchar(max) NOT NULL;
