-- Who registered a person is said of that person: it is another's no longer once someone takes the place over, or is called otherwise.
ALTER TABLE Registrations ADD RegisteredBy nvarchar(201) NULL;                      -- unset: the person did
