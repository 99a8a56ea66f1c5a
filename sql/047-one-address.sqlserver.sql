-- One index finds an address both on one day and on all: each registration wrote it into two.
DROP INDEX UX_Registrations_Address ON Registrations;
DROP INDEX IX_Registrations_Email ON Registrations;
CREATE UNIQUE INDEX UX_Registrations_Address ON Registrations (EmailNormalized, ThemeDayId) WHERE Status <> 'cancelled';
