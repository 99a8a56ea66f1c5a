-- What the organizers say in Finnish, Meänkieli and the Sami languages. A row for each language that anything has been written in.
CREATE TABLE InformationPages (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    Language nvarchar(3) NOT NULL UNIQUE CHECK (Language IN ('fi', 'fit', 'se', 'smj', 'sma')),
    Title nvarchar(200) NULL,
    Text nvarchar(4000) NULL,                  -- Markdown; unset: there is no page
    Version int NOT NULL
);
