CREATE TABLE "inspectors" (
    "person_id" TEXT NOT NULL CONSTRAINT "PK_inspectors" PRIMARY KEY,
    "employment" TEXT NOT NULL,
    "marketing_account" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "equipment" TEXT NOT NULL,
    "qualifications" TEXT NOT NULL,
    "trained_on" TEXT NULL,
    "cap" INTEGER NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261124031849_Inspectors', '10.0.15');

