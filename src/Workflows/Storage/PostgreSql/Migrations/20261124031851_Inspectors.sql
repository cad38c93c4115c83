CREATE TABLE inspectors (
    person_id text COLLATE "C" NOT NULL,
    employment text COLLATE "C" NOT NULL,
    marketing_account text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    equipment text COLLATE "C" NOT NULL,
    qualifications text COLLATE "C" NOT NULL,
    trained_on date,
    cap integer,
    CONSTRAINT "PK_inspectors" PRIMARY KEY (person_id)
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124031851_Inspectors', '10.0.15');

