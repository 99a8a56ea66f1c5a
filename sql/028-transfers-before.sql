-- Apart from 027: SQL Server reads a script as a whole, and knows no column that it has yet to add.
UPDATE Transfers SET LinkGeneration = (SELECT r.LinkGeneration FROM Registrations r WHERE r.Id = Transfers.RegistrationId);
