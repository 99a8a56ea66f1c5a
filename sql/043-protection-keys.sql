-- The keys that seal cookies and what people need, where several instances share a database: encrypted with a certificate that is not in it.
-- With SQLite they are files, and this stays empty.
CREATE TABLE ProtectionKeys (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Name nvarchar(200) NOT NULL,
    Xml nvarchar(4000) NOT NULL,
    StoredAt datetimeoffset NOT NULL
);
