-- Reminders, and mail that is of no use after a while.

ALTER TABLE ThemeDays ADD MeetingAddress nvarchar(1000) NULL;   -- of the online meeting; only those with a place online see it
ALTER TABLE Outbox ADD NotAfter datetimeoffset NULL;            -- then it is not sent any more
