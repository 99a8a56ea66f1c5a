-- What the people of a day need to eat and to take part: health data, kept apart from the rest and encrypted by the program.

ALTER TABLE ThemeDays ADD ServesFood bit NOT NULL DEFAULT 0;

CREATE TABLE Needs (
    RegistrationId uniqueidentifier NOT NULL PRIMARY KEY REFERENCES Registrations (Id),
    Sealed varbinary(8000) NOT NULL            -- ASP.NET Data Protection: opened only by the program with its keys
);
