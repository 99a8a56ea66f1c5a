-- Apart from 030, as 028.
UPDATE Registrations SET RegisteredBy = (
    SELECT s.SubmittedBy
    FROM Submissions s
    WHERE s.Id = Registrations.SubmissionId AND LOWER(s.SubmittedBy) <> LOWER(CONCAT(Registrations.FirstName, ' ', Registrations.LastName)));
