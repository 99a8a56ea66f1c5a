-- Organizers write to those who are registered, and look at the mails of their days, latest first.

ALTER TABLE ThemeDays ADD Messages int NOT NULL DEFAULT 0;      -- how many have been written so far: the number of the next

CREATE INDEX IX_Outbox_Created ON Outbox (CreatedAt, Id);
