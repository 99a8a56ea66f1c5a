-- Certificates of attendance that were signed: the document itself, since a signature cannot be made again as it was.

CREATE TABLE SignedCertificates (
    CertificateId uniqueidentifier NOT NULL PRIMARY KEY REFERENCES Certificates (Id),
    SignedAt datetimeoffset NOT NULL,
    Pdf varbinary(8000) NOT NULL               -- holds the name
);
