-- A corrected address was a change that was told of. A script of its own: SQL Server must know the column first.

UPDATE Registrations SET Changes = LinkGeneration;
