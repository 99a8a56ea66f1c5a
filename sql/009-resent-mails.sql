-- A mail that is sent once more has its days of trying anew.

ALTER TABLE Outbox ADD ResentAt datetimeoffset(3);
