-- As in 002: SQL Server needs to be told which texts are long.
ALTER TABLE Announcements ALTER COLUMN Facts nvarchar(max) NOT NULL;
