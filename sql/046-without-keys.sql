-- Each start looks for people without search keys or check-in code, and mostly there are none: without these it reads all who were ever registered.
CREATE INDEX IX_Registrations_WithoutKeys ON Registrations (SearchText, Id) WHERE SearchText = '';
CREATE INDEX IX_Registrations_WithoutCheckInCode ON Registrations (CheckInCode, Id) WHERE CheckInCode IS NULL;
