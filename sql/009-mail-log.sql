-- A mail that is sent once more has its days of trying anew; and each mail knows whose day it tells about.

ALTER TABLE Outbox ADD ResentAt datetimeoffset(3);
ALTER TABLE Outbox ADD ThemeDayId uniqueidentifier;
