-- The mails of before, and the indexes that the mail log begins at. A script of its own: SQL Server must know the column first.

UPDATE Outbox SET ThemeDayId = (SELECT r.ThemeDayId FROM Registrations r WHERE r.Id = Outbox.About);
UPDATE Outbox SET ThemeDayId = (SELECT i.ThemeDayId FROM Interests i WHERE i.Id = Outbox.About) WHERE ThemeDayId IS NULL;

CREATE INDEX IX_Outbox_ThemeDay ON Outbox (ThemeDayId, CreatedAt, Id);
CREATE INDEX IX_Outbox_Failed ON Outbox (CreatedAt, Id) WHERE State = 'failed';
