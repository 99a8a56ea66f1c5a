-- As in 002: SQL Server needs to be told what is long.
ALTER TABLE Sessions ALTER COLUMN Abstract nvarchar(max) NULL;
ALTER TABLE Portraits ALTER COLUMN Small varbinary(max) NOT NULL;
ALTER TABLE Portraits ALTER COLUMN Large varbinary(max) NOT NULL;
ALTER TABLE SpeakerSchedules ALTER COLUMN Told nvarchar(max) NOT NULL;
