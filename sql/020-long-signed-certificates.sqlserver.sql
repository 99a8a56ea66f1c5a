-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE SignedCertificates ALTER COLUMN Pdf varbinary(max) NOT NULL;
