-- Who waits for a place, and who has been offered one. What has ended never begins anew: whoever waits again has a row of their own for it.

-- Those who wait together, be it one: they are offered places together or not at all.
CREATE TABLE WaitlistGroups (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    ThemeDayId uniqueidentifier NOT NULL REFERENCES ThemeDays (Id),
    Participation nvarchar(10) NOT NULL,
    Position bigint NOT NULL,                  -- ThemeDays.Arrivals when it came; less where an organizer has moved it forward
    Waiting int NOT NULL CHECK (Waiting >= 0), -- how many of it wait and have been offered nothing
    Asked int NOT NULL,                        -- the same, as if all in it had been new: what others may see of it
    MovedAt datetimeoffset NULL,               -- when an organizer last moved it, and why
    MoveReason nvarchar(500) NULL,
    FOREIGN KEY (ThemeDayId, Participation) REFERENCES Places (ThemeDayId, Participation)
);
CREATE INDEX IX_WaitlistGroups_Asked ON WaitlistGroups (ThemeDayId, Participation, Asked) WHERE Waiting > 0;
CREATE INDEX IX_WaitlistGroups_Position ON WaitlistGroups (ThemeDayId, Participation, Position) WHERE Waiting > 0;

CREATE TABLE Waits (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    GroupId uniqueidentifier NOT NULL REFERENCES WaitlistGroups (Id),
    RegistrationId uniqueidentifier NOT NULL REFERENCES Registrations (Id),
    ThemeDayId uniqueidentifier NOT NULL,
    Participation nvarchar(10) NOT NULL,
    Since datetimeoffset NOT NULL,
    OfferedAt datetimeoffset NULL,             -- from then on the place counts as taken, until the wait has ended
    Deadline datetimeoffset NULL,
    OfferReason nvarchar(500) NULL,            -- why an organizer offered it out of order; unset: it was this person's turn
    EndedAt datetimeoffset NULL,
    Outcome nvarchar(10) NULL CHECK (Outcome IN ('claimed', 'declined', 'expired', 'left', 'withdrawn'))
);
CREATE UNIQUE INDEX UX_Waits_Live ON Waits (RegistrationId, Participation) WHERE EndedAt IS NULL;
CREATE INDEX IX_Waits_Group ON Waits (GroupId);
CREATE INDEX IX_Waits_Registration ON Waits (RegistrationId);
CREATE INDEX IX_Waits_Offered ON Waits (ThemeDayId, Participation) WHERE OfferedAt IS NOT NULL AND EndedAt IS NULL;
CREATE INDEX IX_Waits_Live ON Waits (ThemeDayId) WHERE EndedAt IS NULL;
CREATE INDEX IX_Waits_Deadline ON Waits (Deadline) WHERE OfferedAt IS NOT NULL AND EndedAt IS NULL;

-- Each group of before had one way of taking part on a day; the first of its people gives it a number.
INSERT INTO WaitlistGroups (Id, ThemeDayId, Participation, Position, Waiting, Asked)
SELECT MIN(r.Id), g.ThemeDayId, g.Participation, g.Position, COUNT(*), CASE WHEN g.Asked < COUNT(*) THEN COUNT(*) ELSE g.Asked END
FROM WaitingGroups g
JOIN Registrations r ON r.SubmissionId = g.SubmissionId AND r.ThemeDayId = g.ThemeDayId AND r.Status = 'waitlisted'
GROUP BY g.SubmissionId, g.ThemeDayId, g.Participation, g.Position, g.Asked;

INSERT INTO Waits (Id, GroupId, RegistrationId, ThemeDayId, Participation, Since)
SELECT r.Id, (SELECT MIN(o.Id) FROM Registrations o WHERE o.SubmissionId = r.SubmissionId AND o.ThemeDayId = r.ThemeDayId AND o.Status = 'waitlisted'),
    r.Id, r.ThemeDayId, r.Participation, r.RegisteredAt
FROM Registrations r
WHERE r.Status = 'waitlisted';

DROP TABLE WaitingGroups;

ALTER TABLE ThemeDays ADD OfferHours int NOT NULL DEFAULT 48;   -- how many working hours one has to answer an offer
ALTER TABLE Registrations ADD Changes int NOT NULL DEFAULT 0;   -- of it that its person was told of: the number of the next mail
