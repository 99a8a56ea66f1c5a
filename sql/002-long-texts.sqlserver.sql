-- SQLite does not know nvarchar(max) and does not limit lengths; SQL Server needs to be told which texts are long.
ALTER TABLE Series ALTER COLUMN Summary nvarchar(max) NULL;
ALTER TABLE Boards ALTER COLUMN PrivacyNotice nvarchar(max) NULL;
ALTER TABLE ThemeDays ALTER COLUMN Description nvarchar(max) NULL;
ALTER TABLE Speakers ALTER COLUMN Biography nvarchar(max) NULL;
ALTER TABLE Outbox ALTER COLUMN Facts nvarchar(max) NOT NULL;
ALTER TABLE IdempotencyKeys ALTER COLUMN Reply nvarchar(max) NOT NULL;
