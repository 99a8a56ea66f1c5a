-- Apart from 032, as 028. Finds what is to be sealed, however long the log is and whatever the clocks of several instances say.
CREATE INDEX IX_AccessLog_Unsealed ON AccessLog (SealNumber, At, Id) WHERE SealNumber IS NULL;
