-- What is erased of people, by kind. A certificate outlives its registration: it holds the registration's id, and nothing any more says that there is one.
-- SQL Server has given the constraints names of its own.
DECLARE @reference nvarchar(400) = (
    SELECT CONCAT('ALTER TABLE Certificates DROP CONSTRAINT ', QUOTENAME(name)) FROM sys.foreign_keys
    WHERE parent_object_id = OBJECT_ID('Certificates') AND referenced_object_id = OBJECT_ID('Registrations'));
EXEC (@reference);
DECLARE @kinds nvarchar(400) = (
    SELECT CONCAT('ALTER TABLE ErasureRules DROP CONSTRAINT ', QUOTENAME(name)) FROM sys.check_constraints
    WHERE parent_object_id = OBJECT_ID('ErasureRules') AND parent_column_id = COLUMNPROPERTY(OBJECT_ID('ErasureRules'), 'Data', 'ColumnId'));
EXEC (@kinds);
ALTER TABLE ErasureRules ADD CONSTRAINT CK_ErasureRules_Data CHECK (Data IN ('needs', 'mails', 'registrations', 'certificates'));

ALTER TABLE Certificates ADD ErasedAt datetimeoffset NULL;              -- from then on it says nothing any more
ALTER TABLE Certificates ADD Protected bit NOT NULL DEFAULT 0;          -- whether its person is in no list, for when the registration is erased
DROP INDEX UX_Certificates_Valid ON Certificates;
